"""Posts you apply for: asked where a competition has several."""

from recruitment.applications.answers import Answers
from recruitment.applications.models import Application, PostChoice
from recruitment.applications.outline import Outline
from recruitment.applications.sections.base import Readable, Row, Section, Step, StepForm
from recruitment.competitions.models import Post
from recruitment.govuk import fields


class PostsForm(StepForm):
    """The posts that the person wants to be considered for."""

    model = PostChoice
    posts = fields.CheckboxesField(
        "Which posts do you want to be considered for?",
        noun="the posts you want to be considered for",
        hint="Select all that apply",
        choices=(),
        heading=True,
    )

    def prepare(self) -> None:
        """Offer the competition's posts, each with the backgrounds it wants."""
        self.fields["posts"].choices = [(post.key, post.title) for post in self.outline.posts]
        self.fields["posts"].govuk["hints"] = {
            post.key: backgrounds_wanted(post) for post in self.outline.posts if post.sectors.all()
        }

    def save(self, application: Application) -> None:
        """Make the choices the ones selected."""
        chosen = [post.pk for post in self.outline.posts if post.key in self.cleaned_data["posts"]]
        PostChoice.objects.filter(application=application).exclude(post__in=chosen).delete()
        for pk in chosen:
            PostChoice.objects.get_or_create(application=application, post_id=pk)

    def rows(self) -> list[Row]:
        """Return one row with the titles of the posts."""
        chosen = chosen_posts(self.answers)
        titles = [post.title for post in self.outline.posts if post.pk in chosen]
        return [Row("Posts", "\n".join(titles))]


def backgrounds_wanted(post: Post) -> str:
    """Return which backgrounds a post wants, in words."""
    return "For people from: " + ", ".join(sector.label for sector in post.sectors.all())


def chosen_posts(answers: Answers) -> set[int]:
    """Return the primary keys of the posts that were chosen."""
    return {row["post_id"] for row in answers.all(PostChoice)}


def steps(outline: Outline) -> list[Step]:
    """Return the one step, or none where there is one post for everybody."""
    return [Step("posts", "Posts you apply for", PostsForm)] if len(outline.posts) > 1 else []


POSTS = Section("posts", "Posts you apply for", Readable.EVIDENCE, (PostChoice.objects.all(),), steps)
