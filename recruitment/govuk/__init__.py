"""The form layer and the component tag over the GOV.UK Design System.

Forms
-----
Declare fields with `fields` and `dates` of this package. Django's own fields bring Django's messages, which a
test refuses.

    from recruitment.govuk import dates, fields, forms

    class FullNameForm(forms.Form):              # or forms.ModelForm; forms.GovukForm mixes into other forms
        full_name = fields.TextField(
            "What is your full name?",
            noun="your full name",               # "Enter your full name", "Full name must be 200 ..."
            hint="As it should stand on a letter to you",
            max_length=200, width=30, autocomplete="name", spellcheck=False,
            heading=True,                        # one question on the page: its label is the h1
        )

    class RoleForm(forms.Form):
        organisation = fields.TextField("Organisation", noun="the organisation", max_length=200)
        born = dates.DateField("Date of birth", noun="your date of birth", must_be="in the past")
        started = dates.MonthField("When did you start?", noun="the month you started",
                                   must_be="this month or in the past", hint="For example, 3 2007")
        current = fields.YesNoField("Do you still work there?", noun="you still work there")  # True or False
        level = fields.RadiosField("Level", noun="the level", choices=Level.choices,
                                   hints={"strategic": "You led a service"}, divider_before="none")
        sectors = fields.CheckboxesField("Sectors", noun="the sectors you know", choices=Sector.choices,
                                         exclusive="none", divider_before="none")
        years = fields.WholeNumberField("Years", noun="the number of years", min_value=0, max_value=60)
        did = fields.LongTextField("What did you do?", noun="what you did", max_words=250, rows=10)
        agree = fields.CheckboxField("I agree", required_message="Select that you agree")
        cv = fields.UploadField("CV", noun="your CV", accept=".pdf")

Also EmailField, PhoneField and SelectField.

`noun` is what stands after "Enter" or "Select" (after "Select yes if" for YesNoField). `required_message=`
and `error_messages={code: ...}` replace a message. Choices may be set later, as
`form.fields["level"].choices = ...`. Optional fields say "(optional)" in their label. A label, hint or choice
is HTML only when it is a SafeString. All display options are listed in `bound_field.OPTIONS`; each form has its own and
may change them, as `form.fields["level"].govuk["hints"] = ...`; a field of another library gets them as an attribute:
`self.fields["email"].govuk = {"width": 20}`.

In `clean()`, add errors to the field they concern: `self.add_error("started", "...")`.
`words.count_words(text)` counts as the browser does.

Templates
---------
The tags need no `{% load %}`.

    {% extends "question_page.html" %}                one form. Context: form; heading where no field is the
                                                      heading; may have caption, back_url, submit_text and
                                                      save_and_leave=True (the second button)

    {% extends "base.html" %}                         any other page
    {% block title %}Your applications{% endblock %}  the h1; base adds "Error: " and the service's name
    {% block back_link %}{% govuk "back-link" text="Back" href=back_url %}{% endblock %}
    {% block content %}
      <h1 class="govuk-heading-l">Your applications</h1>
      {% include "govuk/form.html" %}                 a whole <form>, with its button: submit_text="Send"
      {{ form }} {{ form.level.as_field_group }}      all fields, or one, inside your own <form>
      {% govuk "task-list" tasks %}                   a dict made by the view
      {% govuk "button" text="Continue" preventDoubleClick=True %}
      {% govuk_block "details" summaryText="Help" %}<p class="govuk-body">...</p>{% end_govuk_block %}
    {% endblock %}

base.html shows the error summary of `form` above the content (a page with several forms overrides the block
`error_summary`) and Django's messages as one notification banner. `render.component(name, params)` is the
tag in Python. Options are those of the Design System's Nunjucks macros; one that takes HTML is escaped unless
it is a SafeString, so make HTML with `format_html`.

Own classes (styles/_portal.scss): portal-identity (a bar that says who is signed in, in which capacity),
portal-scoring (two columns, one below 640 px), portal-scroll (a region in which a wide table scrolls),
portal-opinions (scores side by side), portal-prose (text as typed), portal-link-button (a button like a link).
"""
