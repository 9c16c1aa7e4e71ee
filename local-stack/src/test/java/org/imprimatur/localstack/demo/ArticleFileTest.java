package org.imprimatur.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.imprimatur.localstack.process.StackException;
import org.junit.jupiter.api.Test;

class ArticleFileTest {

    @Test
    void fieldsAndBodyComeOutAsTheyWereWritten() {
        ArticleFile file = ArticleFile.parse("a.md", """
                ---
                headline: "China’s share grew 10.9%: “well”"
                slug: a-b
                section: articles
                byline: ""
                standfirst:
                source:
                  name: example.com
                tags: [one, two]
                ---

                First — it’s 24.2% of the total.

                ---

                Second.
                """);
        assertThat(file.content()).containsOnlyKeys("headline", "slug", "section", "source", "tags", "body")
                .containsEntry("headline", "China’s share grew 10.9%: “well”")
                .containsEntry("source", Map.of("name", "example.com")).containsEntry("tags", List.of("one", "two"))
                .containsEntry("body", "First — it’s 24.2% of the total.\n\n---\n\nSecond.\n");
    }

    @Test
    void whatIsNoArticleIsRefusedInOneSentence() {
        assertRefused("just text", "has no front matter");
        assertRefused("---\nheadline: x\n", "has no front matter");
        assertRefused("---\nheadline: [\n---\nbody", "is no YAML");
        assertRefused("---\njust words\n---\nbody", "without fields");
        assertRefused("---\nauthor: me\n---\nbody", "a field author that no article has");
    }

    private static void assertRefused(String text, String because) {
        assertThatThrownBy(() -> ArticleFile.parse("a.md", text)).isInstanceOf(StackException.class)
                .hasMessageContaining("a.md").hasMessageContaining(because);
    }

    @Test
    void theSampleArticlesFillTheFiveSections() {
        assertThat(SampleArticles.all()).extracting(article -> article.field("section"))
                .containsExactlyInAnyOrder("articles", "ip-news", "alerts", "cases", "links");
        assertThat(SampleArticles.all()).allSatisfy(article -> assertThat(article.field("slug"))
                .matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }
}
