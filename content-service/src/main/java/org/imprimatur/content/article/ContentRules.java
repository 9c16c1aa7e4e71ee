package org.imprimatur.content.article;

import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprimatur.starter.problem.InvalidInputException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an article's content has to be like before it is kept; every fault is named at once. */
@Component
final class ContentRules {
    /** A column's headline comes again every week: numbers read well for a few, and each costs a look at who has it. */
    private static final int NUMBERED_SLUGS = 5;

    private static final String DEFAULT_LANGUAGE = "en";

    private final Set<String> sections;

    ContentRules(ArticleSettings settings) {
        this.sections = Set.copyOf(settings.sections());
    }

    /**
     * The contents that a new article may begin with: one if the request names a slug, else one for each slug that
     * might be made out of its headline, the last of which nobody else can have.
     *
     * @param id the new article's
     * @throws InvalidInputException if anything is wrong
     */
    List<ArticleContent> forCreation(ArticleRequest request, String id) {
        if (request.slug() != null) {
            return List.of(content(request, request.slug()));
        }
        String derived = Slugs.from(request.headline() == null ? "" : request.headline());
        ArticleContent first = content(request, derived);
        return Stream.concat(
                IntStream.rangeClosed(1, NUMBERED_SLUGS).mapToObj(number -> Slugs.numbered(derived, number)),
                Stream.of(Slugs.identified(derived, id))).map(first::withSlug).toList();
    }

    /**
     * The content that replaces another.
     *
     * @param present the article's slug, kept if the request names none
     * @throws InvalidInputException if anything is wrong
     */
    ArticleContent forReplacement(ArticleRequest request, String present) {
        return content(request, request.slug() == null ? present : request.slug());
    }

    private ArticleContent content(ArticleRequest request, String slug) {
        TextRules text = new TextRules();
        String headline = text.line("/headline", text.required("/headline", request.headline()), 300);
        String standfirst = text.optionalLine("/standfirst", request.standfirst(), 1_000);
        String body = text.body("/body", request.body() == null ? "" : request.body());
        String section = text.required("/section", request.section());
        if (!section.isEmpty() && !sections.contains(section)) {
            text.fault("/section", "is none of " + sections.stream().sorted().toList());
        }
        if (!Slugs.isSlug(slug)) {
            text.fault("/slug", slug.isEmpty()
                    ? "can't be made out of the headline; give one"
                    : "has to be of the form [a-z0-9]+(-[a-z0-9]+)*, at most " + Slugs.LONGEST + " long");
        }
        List<String> tags = tags(text, request.tags());
        String byline = text.optionalLine("/byline", request.byline(), 200);
        ArticleContent.Source source = source(text, request.source());
        String language = language(text, request.language());
        text.throwFaults();
        return new ArticleContent(headline, standfirst, body, section, slug, tags, byline, source, language);
    }

    private static List<String> tags(TextRules text, @Nullable List<@Nullable String> requested) {
        if (requested == null) {
            return List.of();
        }
        if (requested.size() > 20) {
            text.fault("/tags", "has more than 20 tags");
        }
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < requested.size(); i++) {
            String tag = requested.get(i);
            if (tag == null || tag.length() > 50 || !Slugs.isSlug(tag)) {
                text.fault("/tags/" + i, "has to be of the form [a-z0-9]+(-[a-z0-9]+)*, at most 50 long");
            } else if (tags.contains(tag)) {
                text.fault("/tags/" + i, "is there twice");
            } else {
                tags.add(tag);
            }
        }
        return tags;
    }

    private static ArticleContent.@Nullable Source source(TextRules text,
            ArticleRequest.@Nullable SourceRequest requested) {
        if (requested == null) {
            return null;
        }
        String name = text.line("/source/name", text.required("/source/name", requested.name()), 200);
        return new ArticleContent.Source(name, text.optionalAddress("/source/url", requested.url()));
    }

    private static String language(TextRules text, @Nullable String requested) {
        String language = requested == null ? DEFAULT_LANGUAGE : requested;
        try {
            if (!new Locale.Builder().setLanguageTag(language).build().getLanguage().isEmpty()
                    && language.indexOf('_') < 0) {
                return language;
            }
        } catch (IllformedLocaleException malformed) {
            // Said below, like an empty one.
        }
        text.fault("/language", "has to be a BCP 47 language tag, for instance en or zh-Hans");
        return language;
    }

}
