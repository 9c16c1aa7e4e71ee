package org.imprimatur.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.imprimatur.torture.load.Ledger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list of the newsroom's that was left behind by its articles is found out. */
class ListLawsTest {
    private static final String ARTICLES = "/api/v1/articles";
    private static final String AS_IT_IS = article("DRAFT", 2);

    private final Addresses newsroom = new Addresses();
    private final Ledger ledger = new Ledger();
    private final ListLaws laws = new ListLaws(java.util.List.of(newsroom.root()), ledger);

    private static String article(String state, int revision) {
        return """
                {"id": "a", "state": "%s", "revision": %d, "revisionHash": "sha256:%d", "updatedAt": "noon"}"""
                .formatted(state, revision, revision);
    }

    @BeforeEach
    void begin() {
        ledger.drafted("a");
        newsroom.put(ARTICLES + "/a", 200, AS_IT_IS, "");
        lists(AS_IT_IS);
    }

    @AfterEach
    void close() {
        newsroom.close();
    }

    private void lists(String items) {
        newsroom.put(ARTICLES, 200, "{\"items\": [" + items + "]}", "");
    }

    @Test
    void aListThatSaysWhatItsArticlesSayBreaksNoLaw() {
        assertThat(laws.articles()).returns(1L, Finding::looked).extracting(Finding::broken).asString()
                .isEqualTo("[]");
    }

    @Test
    void anArticleThatIsntListedIsFound() {
        lists("");
        assertThat(laws.articles().broken()).containsExactly("content 1: a isn't listed");
    }

    @Test
    void anArticleThatIsListedAsItOnceWasIsFound() {
        lists(article("DRAFT", 1));
        assertThat(laws.articles().broken()).singleElement().asString()
                .startsWith("content 1: a is listed with the revision 1 instead of 2");
        lists(article("IN_REVIEW", 2));
        assertThat(laws.articles().broken()).singleElement().asString()
                .endsWith("is listed with the state IN_REVIEW instead of DRAFT");
    }

    @Test
    void anArticleThatIsGoneIsFound() {
        newsroom.put(ARTICLES + "/a", 404, "", "");
        assertThat(laws.articles().broken()).containsExactly("content 1: a answers 404");
    }
}
