package org.imprimatur.content.listing;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.regex;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.imprimatur.content.article.Article;
import org.imprimatur.content.article.ArticleView;
import org.imprimatur.content.article.DraftState;
import org.imprimatur.content.article.Release;
import org.imprimatur.content.article.Releases;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Lists articles, the latest begun first. */
@RestController
final class ListController {
    private static final String ADDRESS = "/api/v1/articles";
    private static final int LARGEST_PAGE = 100;
    private static final int LONGEST_QUERY = 200;

    private final Heads heads;
    private final Releases releases;
    private final Clock clock;

    ListController(Heads heads, Releases releases, Clock clock) {
        this.heads = heads;
        this.releases = releases;
        this.clock = clock;
    }

    /** A page; its {@code Link} header leads to the next. */
    record Page(List<ArticleView> items) {}

    /** What is asked for; every field narrows. */
    record Filters(@Nullable String state, @Nullable String section, @Nullable String author, @Nullable String q) {
        private void requireValid(int limit) {
            List<InvalidField> faults = new ArrayList<>();
            if (state != null && Arrays.stream(DraftState.values()).noneMatch(known -> known.name().equals(state))) {
                faults.add(new InvalidField("state", "is none of " + Arrays.toString(DraftState.values())));
            }
            if (q != null && q.length() > LONGEST_QUERY) {
                faults.add(new InvalidField("q", "is longer than " + LONGEST_QUERY + " characters"));
            }
            if (limit < 1 || limit > LARGEST_PAGE) {
                faults.add(new InvalidField("limit", "has to be between 1 and " + LARGEST_PAGE));
            }
            if (!faults.isEmpty()) {
                throw new InvalidInputException(faults);
            }
        }

        private List<Bson> conditions() {
            List<Bson> conditions = new ArrayList<>();
            for (var field : new Document("state", state).append("section", section).append("author", author)
                    .entrySet()) {
                if (field.getValue() != null) {
                    conditions.add(eq(field.getKey(), field.getValue()));
                }
            }
            if (state == null) {
                // Whoever gave a draft up doesn't want to meet it again, unless they ask for such.
                conditions.add(ne("state", DraftState.DISCARDED.name()));
            }
            if (q != null) {
                // Quoted: a searcher's word is no pattern, and none that runs for ever.
                SearchText.words(q).forEach(word -> conditions.add(regex("text", Pattern.quote(word))));
            }
            return conditions;
        }
    }

    @GetMapping(ADDRESS)
    ResponseEntity<Page> list(Filters filters, @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        filters.requireValid(limit);
        List<Bson> conditions = filters.conditions();
        if (cursor != null) {
            conditions.add(lt("_id", Cursor.parse(cursor, filters.toString()).lastId()));
        }
        // One more than asked for says whether there is a next page.
        List<Article> found = heads.find(conditions.isEmpty() ? new Document() : and(conditions), limit + 1);
        List<Article> page = found.subList(0, Math.min(limit, found.size()));
        var answer = ResponseEntity.ok().cacheControl(CacheControl.noCache().cachePrivate());
        if (found.size() > limit) {
            answer.header(HttpHeaders.LINK, "<" + next(filters, limit, page.getLast()) + ">; rel=\"next\"");
        }
        return answer.body(new Page(views(page)));
    }

    private List<ArticleView> views(List<Article> page) {
        Map<String, Release> reported = releases.of(page.stream().map(Article::id).toList());
        Instant now = clock.instant();
        return page.stream().map(
                article -> ArticleView.summary(article, reported.getOrDefault(article.id(), Release.NONE), now))
                .toList();
    }

    /** Whole, with every filter in it: clients follow the link as it is (RFC 8288) and never make one themselves. */
    private static String next(Filters filters, int limit, Article last) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(ADDRESS);
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("state", filters.state());
        parameters.put("section", filters.section());
        parameters.put("author", filters.author());
        parameters.put("q", filters.q());
        parameters.put("limit", limit);
        parameters.put("cursor", new Cursor(last.id(), filters.toString()).text());
        Map<String, Object> values = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (value != null) {
                address.queryParam(name, "{" + name + "}");
                values.put(name, value);
            }
        });
        return address.encode().buildAndExpand(values).toUriString();
    }
}
