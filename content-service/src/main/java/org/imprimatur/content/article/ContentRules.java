package org.imprimatur.content.article;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imprimatur.events.rules.MarkdownBody;
import org.imprimatur.events.rules.Member;
import org.imprimatur.starter.problem.InvalidField;
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
        ArticleContent first = content(new TextRules(), request, null, Slugs::from, DEFAULT_LANGUAGE);
        if (request.slug() != null) {
            return List.of(first);
        }
        String derived = first.slug();
        return Stream.concat(
                IntStream.rangeClosed(1, NUMBERED_SLUGS).mapToObj(number -> Slugs.numbered(derived, number)),
                Stream.of(Slugs.identified(derived, id))).map(first::withSlug).toList();
    }

    /**
     * The content that replaces another, whole: headline, section and body have to be there, and what else is left out
     * is emptied. Slug and language alone are kept, since an article has always one.
     *
     * @throws InvalidInputException if anything is wrong
     */
    ArticleContent forReplacement(ArticleRequest request, ArticleContent present) {
        TextRules text = new TextRules();
        if (request.body() == null) {
            text.fault("/body", "is missing");
        }
        return content(text, request, present.slug(), headline -> present.slug(), present.language());
    }

    /**
     * Nobody is asked to review what shows nothing, whatever stands in its source; and nothing is approved that its event
     * can't carry.
     *
     * @param article as it is at the time of the decision
     * @throws InvalidInputException if the decision asks for it
     */
    static void requireSendable(Decision decision, Article article) {
        if (decision instanceof Decision.Submitted && !MarkdownBody.showsAnything(article.content().body())) {
            throw new InvalidInputException(List.of(
                    new InvalidField("/content/body", "shows nothing: no words are in it, and no image")));
        }
        if (decision instanceof Decision.Approved approved && approved.correction() != null
                && article.approvals().corrections().size() >= Member.MOST_CORRECTIONS) {
            throw new InvalidInputException(List.of(new InvalidField("/correction",
                    "is one more than the " + Member.MOST_CORRECTIONS + " that a story can have")));
        }
    }

    /**
     * @param present the slug that the article has, which stays good whatever rules have come since; null if none
     * @param slugOtherwise the slug where the request names none, given the headline
     * @param languageOtherwise the language where the request names none
     */
    private ArticleContent content(TextRules text, ArticleRequest request, @Nullable String present,
            UnaryOperator<String> slugOtherwise, String languageOtherwise) {
        String headline = text.required("/headline", Member.HEADLINE, request.headline());
        String standfirst = text.optional("/standfirst", Member.STANDFIRST, request.standfirst());
        String body = text.text("/body", Member.BODY, request.body() == null ? "" : request.body());
        String section = section(text, request.section());
        String slug = request.slug() == null
                ? slugOtherwise.apply(headline)
                : text.text("/slug", Member.SLUG, request.slug());
        if (request.slug() != null && Slugs.isNumber(slug) && !slug.equals(present)) {
            text.fault("/slug", "has digits alone; an address needs a letter");
        }
        List<String> tags = tags(text, request.tags());
        String byline = text.optional("/byline", Member.BYLINE, request.byline());
        ArticleContent.Source source = source(text, request.source());
        String language = request.language() == null
                ? languageOtherwise
                : text.text("/language", Member.LANGUAGE, request.language());
        text.throwFaults();
        return new ArticleContent(headline, standfirst, body, section, slug, tags, byline, source, language);
    }

    private String section(TextRules text, @Nullable String requested) {
        if (requested == null || requested.isEmpty()) {
            text.fault("/section", "is missing");
        } else if (!sections.contains(requested)) {
            text.fault("/section", "is none of " + sections.stream().sorted().toList());
        }
        return requested == null ? "" : requested;
    }

    private static List<String> tags(TextRules text, @Nullable List<@Nullable String> requested) {
        if (requested == null) {
            return List.of();
        }
        if (requested.size() > Member.MOST_TAGS) {
            // None of them is looked at: what they cost is the sender's to choose.
            text.fault("/tags", "has more than " + Member.MOST_TAGS + " tags");
            return List.of();
        }
        Set<String> tags = new LinkedHashSet<>();
        for (int i = 0; i < requested.size(); i++) {
            String pointer = "/tags/" + i;
            String tag = requested.get(i);
            String kept = text.text(pointer, Member.TAG, tag == null ? "" : tag);
            if (!kept.isEmpty() && !tags.add(kept)) {
                text.fault(pointer, "is there twice");
            }
        }
        return List.copyOf(tags);
    }

    private static ArticleContent.@Nullable Source source(TextRules text,
            ArticleRequest.@Nullable SourceRequest requested) {
        if (requested == null) {
            return null;
        }
        String name = text.required("/source/name", Member.SOURCE_NAME, requested.name());
        String url = requested.url() == null
                ? null
                : text.required("/source/url", Member.SOURCE_URL, requested.url());
        return new ArticleContent.Source(name, url);
    }
}
