"""What a title says of its body: 区长 works for the 区, 区委副书记 for the 区委."""

from __future__ import annotations

import re

from kg.model import Mention
from kg.resolve.local import Local
from kg.resolve.resolved import Resolved

_HEAD_OF_AREA = re.compile(r"^(?:原|时任|现任)?(?:常务副|第一副|副|代理|代)?(?P<level>省|市|区|县|州|旗|镇|乡|村)长$")
_HEADS = (
    (re.compile(r"董事长|总经理|总裁|厂长|首席执行官|创始人|副总$|负责人$"), ("Company", "FinancialInstitution")),
    (re.compile(r"校长$"), ("School",)),
    (re.compile(r"院长$"), ("ResearchInstitution", "PublicInstitution", "School")),
    (re.compile(r"理事长$"), ("Company", "SocialOrganization")),
    (re.compile(r"^会长|副会长$"), ("SocialOrganization",)),
)
"""Posts that a body of some kind has, and no government."""
_CALLED = tuple(
    (re.compile(rf"^(?:首任)?(?:常务|第一|名誉)?副?(?:{head})$"), re.compile(rf"(?:{body})$"))
    for head, body in (
        ("主任", "委员会|委|中心|办公室|办|常委会|管委会|科|室"),
        ("主席", "政协|工会|联合会|文联|妇联|残联"),
        ("局长", "局"),
        ("所长", "所"),
        ("站长", "站"),
        ("馆长", "馆"),
        ("园长", "园"),
        ("行长", "银行|[分支]行"),
        ("社长", "社"),
        ("会长", "会"),
        ("书记", "党委|党工委|[市县区旗]委"),
        ("[大中支总]?队长|教导员|政委|指导员", "队"),
    )
)
"""Posts that say by their head what their body's name ends in: 副主任 at the 人大常委会 named before it."""
_BODY = re.compile(
    r"^(?:原|时任|现任)?(?P<level>省|市|区|县|州|旗|镇|乡|街道|村)(?P<body>委会|委(?!会)(?:政法委|组织部|宣传部|统战部|办公室|办|社会工作部)?|党委|党工委|政府(?:办公室)?|人大常委会|人大|政协|纪委监委|纪委|监委|法院|检察院|总工会|妇联|残联|工商联|两委|党支部|党总支)?(?:党组)?(?:相关|主要)?(?=.)"
)
_DELEGATE = re.compile(r"(?:人大代表|政协委员)$")
"""Who sits in an assembly does not work for it."""
_COMMITTEE_POST = re.compile(r"^(?P<body>党工委|管委会|党委)(?=.)")
_TITLE_OF_COMMITTEE = re.compile(r"^(?:常务)?(?:副?书记|常委|委员)$")
_COMMITTEE = re.compile(r"([省市区县州旗镇乡]委|党委|党工委)$")


def body(post: Mention, resolved: Resolved) -> tuple[Local | None, str]:
    """The area that a title belongs to and what of it the post is at: ('', the government), 委, 人大常委会 …

    (None, '') when the title names no body.
    """
    if _DELEGATE.search(post.name):
        return None, ""
    if m := _HEAD_OF_AREA.match(post.name):
        return resolved.area(m["level"], post.begin), ""
    if post.name.startswith("办事处"):
        return resolved.area("街道", post.begin), "办事处"
    if m := _COMMITTEE_POST.match(post.name):
        host = resolved.before(post.begin, "IndustrialPark", "AdministrativeArea", "Organization")
        if host is None and m["body"] == "管委会":
            host = resolved.at_hand(post.begin, ("IndustrialPark",))
        return (None, "") if host is None or host.is_a("Organization") else (host, m["body"])
    if resolved.centre.stands_free(post):
        kinds = next((kinds for head, kinds in _HEADS if head.search(post.name)), None)
        if kinds is not None and (held := resolved.at_hand(post.begin, kinds)) is not None:
            return held, ""
        for head, ending in _CALLED:
            if head.match(post.name):
                return resolved.called(post.begin, ending), ""
    m = _BODY.match(post.name)
    if m and m["level"] == "村" and m["body"]:
        return resolved.area("村", post.begin), ""
    if m and m["body"] and m["body"] not in ("委会", "两委", "党支部", "党总支"):
        return resolved.area(m["level"], post.begin), m["body"]
    return None, ""


def title(post: str, org: Local | None) -> str:
    """A title as it is written: 副书记 at 金水区委 is 区委副书记."""
    if org is not None and _TITLE_OF_COMMITTEE.match(post) and (m := _COMMITTEE.search(org.name)):
        return m[1] + post
    post = re.sub(r"^(?:原|时任|现任|首任)", "", post)
    m = _BODY.match(post)
    if _DELEGATE.search(post):
        return post
    if post.startswith("办事处"):
        return post.removeprefix("办事处")
    if m and m["body"] and not m["body"].startswith(("委", "党")) and m["body"] != "两委":
        return post[m.end() :]  # 市人大常委会主任: the post is 主任, the body 市人大常委会
    return post
