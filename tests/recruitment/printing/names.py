"""Names of people who do not exist, in many scripts."""

NAMES = (
    "Abena Mensah-Boateng",
    "Chloë O’Brien & Sons",
    "Ọláńrewájú Ọláìyá",
    "Nguyễn Thị Hồng",
    "محمد عبد الله الأحمد",
    "שרה בת־אל כהן",
    "প্রিয়া রহমান",
    "गुरप्रीत श्रीवास्तव",
    "王小明",
    "김민준",
    "Արամ Խաչատրյան",
    "ኃይለ ሥላሴ",
)
