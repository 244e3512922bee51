"""Invented people for the demo. Their names use many scripts, as real ones do."""

from dataclasses import dataclass
from random import Random

# Given names, family names, and how they are put together.
_NAMES: tuple[tuple[str, str, str], ...] = (
    ("Amara Bronwen Hugh Siân", "Ashdown Llewellyn O’Rourke Fairweather", "{given} {family}"),
    ("Zoë Łukasz Şebnem Oluwaṣeun", "Müller-Brandt Żółkiewski Çelik Adébáyọ̀", "{given} {family}"),
    ("Ελένη Νίκος Μαρία Πέτρος", "Αλεξίου Βλάχος Καραμάνη Δημητρίου", "{given} {family}"),
    ("Ольга Дмитро Ірина Богдан", "Коваленко Шевчук Бойко Лисенко", "{given} {family}"),
    ("أمينة يوسف ليلى كريم", "الحداد النجار المصري العلي", "{given} {family}"),
    ("נועה דוד רחל יואב", "לוי ברק שפירא אלון", "{given} {family}"),
    ("अनीता राजेश मीरा विकास", "शर्मा वर्मा जोशी मेहता", "{given} {family}"),
    ("ফাতেমা রহিম সুমনা তানভীর", "চৌধুরী হোসেন দাশ রহমান", "{given} {family}"),
    ("ਹਰਪ੍ਰੀਤ ਗੁਰਦੀਪ ਜਸਲੀਨ ਮਨਜੀਤ", "ਸਿੰਘ ਕੌਰ ਗਿੱਲ ਧਾਲੀਵਾਲ", "{given} {family}"),
    ("நிலா கார்த்திக் மீனா அருண்", "செல்வன் குமாரன் ராஜன் முத்து", "{given} {family}"),
    ("志强 美玲 建国 晓雯", "王 陈 林 黄", "{family}{given}"),
    ("지우 민준 서연 하은", "김 박 최 정", "{family}{given}"),
    ("さくら 健太 あおい 直樹", "高橋 中村 小林 渡辺", "{family} {given}"),
    ("สมชาย มาลี ณัฐ พิมพ์", "ใจดี สุขสม ทองคำ แก้วมณี", "{given} {family}"),
    ("ნინო გიორგი თამარ ლევან", "ბერიძე კაპანაძე გელაშვილი მაისურაძე", "{given} {family}"),
    ("Անի Արամ Մարիամ Տիգրան", "Սարգսյան Հակոբյան Պետրոսյան Գրիգորյան", "{given} {family}"),
    ("ሰላም ዳዊት ሄለን ዮናስ", "ተስፋዬ በቀለ ገብሬ አለሙ", "{given} {family}"),
    ("Ngọc Minh Thảo Dũng", "Nguyễn Trần Phạm Đặng", "{family} {given}"),
)
_TOWNS = (
    "Leeds LS1 4AP",
    "Truro TR1 2HE",
    "Carlisle CA3 8QJ",
    "Norwich NR2 1RU",
    "Dudley DY1 1HF",
    "Hull HU1 2AA",
)


@dataclass(frozen=True)
class Person:
    """Somebody who applies. `merit` is how good they turn out to be, as a part of the scale, about 0 to 1."""

    number: int
    name: str
    email: str
    phone: str
    town: str
    postcode: str
    merit: float
    random: Random  # whatever else is made up about them is drawn from here


def person(*, seed: int, number: int) -> Person:
    """Return one invented person, always the same one for a seed and a number."""
    random = Random(f"{seed}:{number}")  # noqa: S311 - invented people need no secret
    town, _, postcode = random.choice(_TOWNS).partition(" ")
    return Person(
        number=number,
        name=_name(number, random),
        email=f"candidate-{seed}-{number + 1}@example.org",
        phone=f"07700 900{random.randint(100, 999)}",  # numbers that are kept free for fiction
        town=town,
        postcode=postcode,
        merit=min(max(random.gauss(0.6, 0.2), 0), 1),
        random=random,
    )


def _name(number: int, random: Random) -> str:
    given, family, pattern = _NAMES[number % len(_NAMES)]
    return pattern.format(given=random.choice(given.split()), family=random.choice(family.split()))
