package org.imprimatur.publishing.site;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the site keeps in mind of one approved revision of an article: the facts that the approval event carried, and an
 * excerpt in place of the text. Dates come from here, so that setting the same events again gives the same bytes.
 *
 * @param revisionHash the approved revision's hash, {@code sha256:<hex>}
 * @param excerpt the few words that stand for the story in lists
 * @param language BCP 47 tag of the text
 * @param releaseAt the embargo, if there was one
 * @param firstReleasedAt the story's date, which the newsroom decides and never moves
 * @param corrections what readers are told about changes made after publication, oldest first
 * @param entryHash the hash of the article log's entry that holds the approval
 */
public record Story(String articleId, long sequence, long revision, String revisionHash, Section section, String slug,
        String headline, @Nullable String standfirst, String excerpt, @Nullable String byline,
        @Nullable Source source, List<String> tags, String language, String approvedBy, Instant approvedAt,
        @Nullable Instant releaseAt, Instant firstReleasedAt, List<Correction> corrections, String entryHash) {
    /** Also what keeps {@code ../} and the like out of the public site's addresses, whatever the desk let through. */
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*+");

    /** Where the text was first published. */
    public record Source(String name, @Nullable String url) {}

    /**
     * A correction in the editor's words.
     *
     * @param at when the revision that it came with was due
     */
    public record Correction(String note, Instant at) {}

    /** A correction, and the story as it reads now. */
    public record Corrected(Story story, Correction correction) {}

    /** @throws IllegalArgumentException if slug, headline or language can't stand on a page */
    public Story {
        if (!SLUG.matcher(slug).matches() || slug.length() > 200) {
            throw new IllegalArgumentException("not a slug: " + slug);
        }
        if (headline.isBlank()) {
            throw new IllegalArgumentException("a story needs a headline");
        }
        if (!LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException("not a language tag: " + language);
        }
        tags = List.copyOf(tags);
        corrections = List.copyOf(corrections);
    }

    /** Names this revision's text among those of all articles. */
    public String key() {
        return articleId + "/" + sequence;
    }

    /** The date readers see, and the order of every list. */
    public Instant date() {
        return firstReleasedAt;
    }

    /** When the story becomes public if nothing holds it up. */
    public Instant due() {
        return releaseAt == null ? approvedAt : releaseAt;
    }

    /** When the text last changed in a way readers are told about; never before the story's date. */
    public Instant updated() {
        return corrections.stream().map(Correction::at).filter(at -> at.isAfter(firstReleasedAt))
                .max(Comparator.naturalOrder()).orElse(firstReleasedAt);
    }

    /** Whom the byline names, each once, in their order. */
    public List<Author> authors() {
        return Author.ofAll(byline, language);
    }

    /** The article page's address on the site. */
    public String path() {
        return pathOf(section, slug);
    }

    static String pathOf(Section section, String slug) {
        return "/" + section.slug() + "/" + slug;
    }
}
