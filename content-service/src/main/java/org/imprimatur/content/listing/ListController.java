package org.imprimatur.content.listing;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.content.article.Article;
import org.imprimatur.content.article.ArticleSettings;
import org.imprimatur.content.article.ArticleView;
import org.imprimatur.content.article.Callers;
import org.imprimatur.content.article.Release;
import org.imprimatur.content.article.Releases;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidParameterException;
import org.imprimatur.starter.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Lists articles, the latest begun first. */
@RestController
final class ListController {
    private static final String ADDRESS = "/api/v1/articles";
    private static final int LARGEST_PAGE = 100;
    private static final long MOST_BYTES = 256_000;

    private final Heads heads;
    private final Releases releases;
    private final List<String> sections;
    private final JsonMapper json;
    private final Clock clock;

    ListController(Heads heads, Releases releases, ArticleSettings settings, JsonMapper json, Clock clock) {
        this.heads = heads;
        this.releases = releases;
        this.sections = settings.sections();
        this.json = json;
        this.clock = clock;
    }

    /** A page; its {@code Link} header leads to the next. */
    record Page(List<ArticleView> items) {}

    @GetMapping(ADDRESS)
    ResponseEntity<Page> list(Filters filters, @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor, Caller caller) {
        requireValid(filters, limit);
        var scope = new Scope(Callers.actor(caller));
        String last = cursor == null ? null : Cursor.parse(cursor, filters.toString()).lastId();
        // One more than asked for says whether there is a next page.
        List<Article> found = heads.find(scope.of(filters), last, limit + 1).stream().map(scope::version).toList();
        List<ArticleView> page = fitting(views(found.subList(0, Math.min(limit, found.size()))));
        var answer = ResponseEntity.ok().cacheControl(CacheControl.noCache().cachePrivate())
                .varyBy(HttpHeaders.AUTHORIZATION);
        if (found.size() > page.size()) {
            answer.header(HttpHeaders.LINK, "<" + next(filters, limit, page.getLast().id()) + ">; rel=\"next\"");
        }
        return answer.body(new Page(page));
    }

    private void requireValid(Filters filters, int limit) {
        List<InvalidField> faults = filters.faults(sections);
        if (limit < 1 || limit > LARGEST_PAGE) {
            faults.add(new InvalidField("limit", "has to be between 1 and " + LARGEST_PAGE));
        }
        if (!faults.isEmpty()) {
            throw new InvalidParameterException(faults);
        }
    }

    /** As many as fit into an answer, one at least: the longest of headlines and addresses add up. */
    private List<ArticleView> fitting(List<ArticleView> views) {
        long bytes = 0;
        for (int i = 0; i < views.size(); i++) {
            bytes += json.writeValueAsBytes(views.get(i)).length;
            if (i > 0 && bytes > MOST_BYTES) {
                return views.subList(0, i);
            }
        }
        return views;
    }

    private List<ArticleView> views(List<Article> page) {
        Map<String, Release> reported = releases.of(page.stream().map(Article::id).toList());
        Instant now = clock.instant();
        return page.stream().map(
                article -> ArticleView.summary(article, reported.getOrDefault(article.id(), Release.NONE), now))
                .toList();
    }

    /** Whole, with every filter in it: clients follow the link as it is (RFC 8288) and never make one themselves. */
    private static String next(Filters filters, int limit, String last) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(ADDRESS);
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("state", filters.state());
        parameters.put("section", filters.section());
        parameters.put("author", filters.author());
        parameters.put("q", filters.q());
        parameters.put("limit", limit);
        parameters.put("cursor", new Cursor(last, filters.toString()).text());
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
