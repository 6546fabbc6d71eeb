"""Articles out of invented pages: which lines belong together, and which headline to which article."""

from __future__ import annotations

import pytest

from kg.model import Article, Document
from kg.segment import segment

BRIDGE = "本报讯(记者 林一舟)3月8日,青川大桥检测完成。青川县市政所对桥面和伸缩缝作了检查,青川大桥的结构安全。"
SCHOOL = "本报讯(记者 方晓)昨日,云溪中学举行开学典礼。云溪中学的新生在操场上听校长讲话,随后参观了校史馆。"
FARM = "本报讯(记者 许知远)近日,河湾镇的草莓熟了。河湾镇的种植户说,今年草莓的价格比去年好,草莓大棚多了三成。"
PHOTO = "3月7日,志愿者在江边植树。当天栽下柳树300棵。"
MORE = "青川县市政所负责人介绍,下一步还要检测另外两座桥梁。"
BERRIES = "河湾镇的草莓熟了。河湾镇的种植户说,今年草莓的价格比去年好,草莓大棚多了三成。"
TRUCKS = "收购商把车开到了棚边,镇上的快递点每天发出草莓600箱。"
NOTICE = "因桥梁检测,3月10日8时至18时桥面禁止车辆通行。请过往车辆绕行云溪路。"
SIGNED = ("青川县公安局", "2022年3月8日")


def read(*blocks: str, start: int = 0) -> tuple[str, tuple[Article, ...]]:
    text = "\n\n".join(blocks) + "\n"
    return text, segment(Document("page.txt", text, start=start))


def headlines(text: str, articles: tuple[Article, ...]) -> list[str | None]:
    return [" ".join(text[slice(*part)] for part in a.headline) or None for a in articles]


def bodies(text: str, articles: tuple[Article, ...]) -> list[str]:
    return [text[a.begin : a.end] for a in articles]


def test_each_headline_above_its_article() -> None:
    text, articles = read("青川大桥检测完成", BRIDGE, "云溪中学开学", SCHOOL)
    assert headlines(text, articles) == ["青川大桥检测完成", "云溪中学开学"]
    assert bodies(text, articles) == [BRIDGE, SCHOOL]
    assert [a.number for a in articles] == [1, 2]


def test_a_headline_that_begins_with_a_number_is_no_page_number() -> None:
    text, articles = read("A02要闻", "76岁阿婆门口过新桥", BRIDGE, "3版民生", "云溪中学开学", SCHOOL)
    assert headlines(text, articles) == ["76岁阿婆门口过新桥", "云溪中学开学"]


def test_a_headline_of_several_parts() -> None:
    text, articles = read("检查桥面和伸缩缝", "青川大桥检测完成", "结构安全", BRIDGE)
    assert headlines(text, articles) == ["检查桥面和伸缩缝 青川大桥检测完成 结构安全"]


def test_a_headline_behind_its_article() -> None:
    text, articles = read("青川大桥检测完成", BRIDGE, SCHOOL, "云溪中学开学典礼", "河湾镇草莓熟了", FARM)
    assert headlines(text, articles) == ["青川大桥检测完成", "云溪中学开学典礼", "河湾镇草莓熟了"]


def test_a_headline_behind_the_last_article() -> None:
    text, articles = read("青川大桥检测完成", BRIDGE, SCHOOL, "云溪中学举行开学典礼")
    assert headlines(text, articles) == ["青川大桥检测完成", "云溪中学举行开学典礼"]


def test_a_banner_belongs_to_nobody() -> None:
    text, articles = read("抓项目 促转型 惠民生", "青川大桥检测完成", BRIDGE, "云溪中学开学", SCHOOL)
    assert headlines(text, articles) == ["青川大桥检测完成", "云溪中学开学"]


def test_a_photograph_with_its_caption() -> None:
    text, articles = read("青川大桥检测完成", BRIDGE, "", PHOTO, "本报记者 许知远 摄", "云溪中学开学", SCHOOL)
    assert [a.kind for a in articles] == ["NewsArticle", "PhotoCaption", "NewsArticle"]
    assert headlines(text, articles) == ["青川大桥检测完成", None, "云溪中学开学"]
    assert bodies(text, articles)[1] == PHOTO + "\n\n本报记者 许知远 摄", "the credit is part of the body"


def test_a_caption_with_a_headline() -> None:
    text, articles = read("江边植树忙", PHOTO, "本报记者 许知远 摄", "云溪中学开学", SCHOOL)
    assert [a.kind for a in articles] == ["PhotoCaption", "NewsArticle"]
    assert headlines(text, articles) == ["江边植树忙", "云溪中学开学"]


@pytest.mark.parametrize("above", [("江边植树忙",), ("青川大桥检测完成", BRIDGE, "")])
def test_a_credit_behind_a_caption_opens_the_next_article(above: tuple[str, ...]) -> None:
    text, articles = read(*above, PHOTO, "本报记者 许知远 摄", "本报记者 周渔", BERRIES, TRUCKS)
    assert [a.kind for a in articles][-2:] == ["PhotoCaption", "NewsArticle"]
    assert bodies(text, articles)[-1] == "\n\n".join(("本报记者 周渔", BERRIES, TRUCKS))


def test_a_second_photographer_opens_nothing() -> None:
    _, articles = read("江边植树忙", PHOTO, "本报记者 许知远 摄", "通讯员 周渔 摄")
    assert [a.kind for a in articles] == ["PhotoCaption"] and len(articles[0].credits) == 2


def test_a_caption_behind_a_notice() -> None:
    text, articles = read("关于桥梁检测的通告", NOTICE, *SIGNED, "", PHOTO, "本报记者 许知远 摄")
    assert [a.kind for a in articles] == ["NewsArticle", "PhotoCaption"]
    assert headlines(text, articles) == ["关于桥梁检测的通告", None]
    assert bodies(text, articles)[0].endswith(SIGNED[1]), "who gives the notice and when is its end"


@pytest.mark.parametrize("next_article", [(BERRIES, TRUCKS), (TRUCKS, BERRIES), (MORE, BERRIES)])
def test_articles_part_where_the_page_sets_them_off(next_article: tuple[str, ...]) -> None:
    text, articles = read("青川大桥检测完成", BRIDGE, MORE, "", *next_article, "本报记者 周渔")
    assert [a.begin for a in articles] == [text.index(BRIDGE), text.rindex(next_article[0])]


def test_articles_set_alike_part_where_they_share_least() -> None:
    text, articles = read("青川大桥检测完成", BRIDGE, MORE, BERRIES, TRUCKS, "本报记者 周渔")
    assert [a.begin for a in articles] == [text.index(BRIDGE), text.index(BERRIES)]


def test_an_article_signed_twice_by_one_is_not_parted() -> None:
    _, articles = read("青川大桥检测完成", BRIDGE, MORE, "", BERRIES, TRUCKS, "本报记者 林一舟")
    assert len(articles) == 1


def test_a_credit_above_a_text_that_nobody_signs_opens_it() -> None:
    text, articles = read("青川大桥检测完成", BRIDGE, MORE, "本报记者 周渔", BERRIES, TRUCKS)
    assert [a.begin for a in articles] == [text.index(BRIDGE), text.index("本报记者 周渔")]


def test_a_credit_above_a_text_with_its_own_closes_the_one_above() -> None:
    text, articles = read("青川大桥检测完成", BRIDGE, MORE, "本报记者 周渔", BERRIES, TRUCKS, "本报记者 许知远")
    assert [a.begin for a in articles] == [text.index(BRIDGE), text.index(BERRIES)]


def test_a_marked_credit_opens_even_a_text_that_is_signed() -> None:
    text, articles = read("青川大桥检测完成", BRIDGE, MORE, "□晚报记者 周渔", BERRIES, TRUCKS, "本报记者 许知远")
    assert [a.begin for a in articles] == [text.index(BRIDGE), text.index("□晚报记者 周渔")]


def test_a_credit_under_a_text_without_one_closes_it() -> None:
    unsigned = BRIDGE.removeprefix("本报讯(记者 林一舟)")
    text, articles = read("青川大桥检测完成", unsigned, MORE, "本报记者 周渔", BERRIES, TRUCKS)
    assert [a.begin for a in articles] == [text.index(unsigned), text.index(BERRIES)]


def test_a_paragraph_broken_in_mid_sentence_stays_one() -> None:
    cut = BRIDGE.index("桥面")
    text, articles = read("青川大桥检测完成", BRIDGE[:cut], BRIDGE[cut:])
    assert len(articles) == 1 and headlines(text, articles) == ["青川大桥检测完成"]
    sentences = articles[0].sentences
    assert len(sentences) == 2 and {s.paragraph for s in sentences} == {0}
    assert "".join(text[sentences[1].begin : sentences[1].end].split()) == BRIDGE[BRIDGE.index("青川县市政所") :]


def test_several_paragraphs_are_one_article() -> None:
    more = ["市政所负责人介绍,下一步将检测另外两座桥梁。", "检测结果将向社会公布。"]
    _, articles = read("青川大桥检测完成", BRIDGE, *more, "云溪中学开学", SCHOOL)
    assert [len(a.sentences) for a in articles] == [4, 2]
    assert [s.paragraph for s in articles[0].sentences] == [0, 0, 1, 2]


def test_a_page_with_nothing_but_text() -> None:
    text, articles = read("青川大桥昨日通车。市民步行过桥,桥上挂满了灯笼,孩子们在桥头放飞风筝,老人们说等了二十年。")
    assert len(articles) == 1 and headlines(text, articles) == [None]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_any_line_end_gives_the_same_articles(end: str) -> None:
    text = end.join(["青川大桥检测完成", "", BRIDGE, "", "云溪中学开学", "", SCHOOL, ""])
    articles = segment(Document("page.txt", text))
    assert headlines(text, articles) == ["青川大桥检测完成", "云溪中学开学"]
    assert bodies(text, articles) == [BRIDGE, SCHOOL]


@pytest.mark.parametrize("question", ["青川大桥何时通车?", "青川大桥通车啦!", "“青川大桥”通车", "一座桥的二十年——"])
def test_signs_at_the_end_of_a_headline(question: str) -> None:
    text, articles = read(question, BRIDGE)
    assert headlines(text, articles) == [question]


def test_front_matter_is_no_text() -> None:
    matter = "---\ndate: 2022-03-09\n---\n\n"
    text, articles = read(matter + "青川大桥检测完成", BRIDGE, start=len(matter))
    assert headlines(text, articles) == ["青川大桥检测完成"]


@pytest.mark.parametrize(
    "furniture", ["A02 要闻", "2022年3月9日 星期三", "责任编辑:周明 校对:李华", "江川日报", "下转第3版"]
)
def test_the_pages_own_lines_are_no_text(furniture: str) -> None:
    text, articles = read(furniture, "青川大桥检测完成", BRIDGE)
    assert headlines(text, articles) == ["青川大桥检测完成"] and bodies(text, articles) == [BRIDGE]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n　\r\n"])
def test_nothing_gives_nothing(text: str) -> None:
    assert segment(Document("page.txt", text)) == ()


@pytest.mark.parametrize("title", ["青川县人大常委会任免名单", "更正", "关于禁放烟花的倡议书", "防汛提示"])
def test_a_notice_by_its_title_needs_no_byline(title: str) -> None:
    text, articles = read("青川大桥检测完成", BRIDGE, title, NOTICE)
    assert headlines(text, articles) == ["青川大桥检测完成", title]


def test_a_short_line_inside_a_signed_article_is_no_headline() -> None:
    text, articles = read("青川大桥检测完成", BRIDGE, "还要检测两座", MORE, "云溪中学开学", SCHOOL)
    assert headlines(text, articles) == ["青川大桥检测完成", "云溪中学开学"]


def test_a_caption_that_begins_with_its_place() -> None:
    _, articles = read(
        "青川大桥检测完成", BRIDGE + "\n青川县河湾镇河湾村,村民采摘草莓。\n本报记者 方晓 摄", "云溪中学开学", SCHOOL
    )
    assert len(articles) == 3
