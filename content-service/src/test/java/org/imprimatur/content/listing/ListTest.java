package org.imprimatur.content.listing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imprimatur.content.Person;
import org.imprimatur.content.Person.Answer;
import org.imprimatur.content.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ListTest extends RunningService {
    private static final String ARTICLES = "/api/v1/articles";

    /** An author of their own for each test, since all tests share one newsroom. */
    private final String author = "author-" + UUID.randomUUID();

    @Test
    void pagesNeitherRepeatNorSkipWhileOthersWrite() {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            written.add(writer().write("Page " + i).id());
        }
        List<String> read = new ArrayList<>();
        String address = ARTICLES + "?limit=3&author=" + author;
        while (!address.isEmpty()) {
            Answer page = edith().get(address);
            assertThat(page.status()).isEqualTo(200);
            read.addAll(ids(page));
            // Between two pages somebody edits the oldest and begins another.
            writer().put(ARTICLES + "/" + written.getFirst(),
                    Map.of("headline", "Page 0", "section", "cases", "body", UUID.randomUUID().toString()), "If-Match",
                    "*");
            writer().write("In between");
            address = next(page);
        }
        assertThat(read).containsExactlyElementsOf(written.reversed());
    }

    @Test
    void aListShowsWhatWasJustDecided() {
        Answer made = writer().write("Just now");
        writer().take("submit", made);
        Answer list = edith().get(ARTICLES + "?state=IN_REVIEW&author=" + author);
        assertThat(ids(list)).containsExactly(made.id());
        JsonNode item = list.body().at("/items/0");
        assertThat(item.path("content").path("headline").asString()).isEqualTo("Just now");
        assertThat(item.path("content").has("body")).isFalse();
        assertThat(item.path("publication").path("state").asString()).isEqualTo("UNPUBLISHED");
        assertThat(edith().get(ARTICLES + "?state=DRAFT&author=" + author).body().at("/items").size()).isZero();
    }

    @Test
    void aSearchFindsWordsWithoutCaseAndAccents() {
        Answer made = writer().write("Über Marken (und) Muster");
        writer().write("Nothing of the kind");
        for (String words : List.of("uber", "MUSTER+marken", "%28und%29", "%C3%BCber", "must")) {
            assertThat(ids(edith().get(ARTICLES + "?author=" + author + "&q=" + words))).as(words)
                    .containsExactly(made.id());
        }
        assertThat(ids(edith().get(ARTICLES + "?author=" + author + "&q=.*"))).isEmpty();
    }

    @Test
    void aSearchFindsBeginningsOfWordsInAnyScriptAndSignsBesideThem() {
        Map<String, String> queries = Map.of("Straßenschilder", "STRASSE", "商标侵权案件", "侵权", "Ο Οδυσσέας", "ΟΔΥΣΣΕΑΣ",
                "C++ and § 14 MarkenG", "c%2B%2B+%C2%A7+14", "เครื่องหมายการค้า", "การค้า", "x".repeat(60) + "y",
                "x".repeat(60) + "y");
        queries.forEach((headline, query) -> {
            Answer made = writer().write(headline);
            assertThat(ids(edith().get(ARTICLES + "?author=" + author + "&q=" + encoded(query)))).as(query)
                    .containsExactly(made.id());
        });
        // In the index they are the same; in the text they are not.
        assertThat(ids(edith().get(ARTICLES + "?author=" + author + "&q=" + "x".repeat(60) + "z"))).isEmpty();
        assertThat(ids(edith().get(ARTICLES + "?author=" + author + "&q=" + encoded("权侵")))).isEmpty();
    }

    private static String encoded(String query) {
        return query.contains("%") ? query : URLEncoder.encode(query, UTF_8);
    }

    @Test
    void anEmptySearchIsNone() {
        Answer made = writer().write("Anything");
        for (String query : List.of("q=", "q=%20", "q=+")) {
            assertThat(ids(edith().get(ARTICLES + "?author=" + author + "&" + query))).as(query)
                    .containsExactly(made.id());
        }
    }

    @Test
    void theNextAddressKeepsWhatWasAskedFor() {
        writer().write("Fish & chips a");
        writer().write("Fish & chips b");
        Answer first = edith().get(ARTICLES + "?limit=1&section=cases&q=fish+%26+chips&author=" + author);
        Answer second = edith().get(next(first));
        assertThat(second.status()).isEqualTo(200);
        assertThat(ids(second)).hasSize(1).isNotEqualTo(ids(first));
        assertThat(next(second)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=", "limit=0x10", "limit=%2B5", "limit=+5", "limit=010",
        "limit=%205", "limit=5%20", "limit=5.0", "limit=%D9%A5", "limit=99999999999", "limit=-0", "limit=-1",
        "state=WRITTEN", "state=", "state=draft",
        "section=sports", "section=",
        "section=Cases", "author=", "author=%E2%80%8B", "author=%E2%80%AE", "q=a+b+c+d+e+f+g+h+i+j+k", "q=%CC%81"})
    void aBadParameterIsNamed(String parameter) {
        Answer refused = edith().get(ARTICLES + "?" + parameter);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo(parameter.substring(0, parameter.indexOf('=')));
    }

    @Test
    void aBadCursorIsRefused() {
        writer().write("Cursor a");
        writer().write("Cursor b");
        String cursor = next(edith().get(ARTICLES + "?limit=1&author=" + author)).replaceFirst(".*cursor=", "");
        for (String query : List.of("?cursor=nonsense", "?cursor=", "?limit=1&cursor=" + cursor)) {
            Answer refused = edith().get(ARTICLES + query);
            assertThat(refused.status()).as(query).isEqualTo(400);
            assertThat(refused.text("/type")).isEqualTo("urn:imprimatur:problem:invalid-cursor");
            assertThat(refused.text("/errors/0/pointer")).isEqualTo("cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=many", "q=%00", "satte=DRAFT", "state%5B$ne%5D=DRAFT", "cursor=a%0A",
        "q=%ED%A0%80", "q=%FF"})
    void whatIsNoParameterGivesNoList(String parameter) {
        Answer refused = edith().get(ARTICLES + "?" + parameter);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/pointer"))
                .isEqualTo(parameter.substring(0, parameter.indexOf('=')).replace("%5B", "[").replace("%5D", "]"));
    }

    @Test
    void aListIsNoLongerThanAnAnswerMayBe() {
        Map<String, Object> longest = new HashMap<>(Map.of("section", "cases", "body", "Words.", "standfirst",
                "\ud83d\ude00".repeat(1_000), "source",
                Map.of("name", "s", "url", "https://example.org/" + "é".repeat(1_980))));
        for (int i = 0; i < 40; i++) {
            longest.put("headline", "\ud83d\ude00".repeat(290) + i);
            assertThat(writer().post(ARTICLES, longest).status()).isEqualTo(201);
        }
        List<String> read = new ArrayList<>();
        String address = ARTICLES + "?limit=100&author=" + author;
        int pages = 0;
        while (!address.isEmpty()) {
            Answer page = edith().get(address);
            assertThat(page.body().toString().getBytes(UTF_8)).hasSizeLessThan(260_000);
            read.addAll(ids(page));
            address = next(page);
            pages++;
        }
        assertThat(read).hasSize(40).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(2);
    }

    private Person writer() {
        return person(author, "author");
    }

    private static List<String> ids(Answer page) {
        return page.body().at("/items").valueStream().map(item -> item.path("id").asString()).toList();
    }

    private static String next(Answer page) {
        String link = page.header("link");
        return link.isEmpty() ? "" : link.substring(1, link.indexOf(">; rel=\"next\""));
    }
}
