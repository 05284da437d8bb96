import pytest

from knowledge_base.advice import find_advice, get_advice, list_advice


@pytest.mark.parametrize(
    ("words", "article_id"),
    [
        ("the caller is silent", "silence"),
        ("e-mail addresses are misheard", "read-back-and-confirm"),
        ("answering machine", "voicemail-and-wrong-person"),
        ("two rules contradict each other", "orders-that-fit-together"),
        ("not_asked field", "name-what-to-collect"),
        ("several questions at once", "one-question-at-a-time"),
    ],
)
def test_the_article_that_answers_comes_first(words: str, article_id: str) -> None:
    assert find_advice(words)[0].article_id == article_id


@pytest.mark.parametrize("words", ["", "zzz", "the of and", "\x00", "?" * 10_000])
def test_words_that_tell_nothing_find_nothing(words: str) -> None:
    assert find_advice(words) == []


def test_at_most_as_many_articles_come_as_were_wanted() -> None:
    assert [len(find_advice("question", limit)) for limit in (-1, 0, 1, 2)] == [0, 0, 1, 2]


def test_articles_are_short_and_have_ids_of_their_own() -> None:
    articles = list_advice()
    assert len({one.article_id for one in articles}) == len(articles) >= 12
    assert all(120 <= len(one.text.split()) <= 400 for one in articles)
    assert get_advice("silence") in articles
    assert get_advice("nothing") is None
