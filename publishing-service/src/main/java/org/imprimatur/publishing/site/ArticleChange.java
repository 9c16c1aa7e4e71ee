package org.imprimatur.publishing.site;

import java.time.Instant;
import org.imprimatur.publishing.site.SiteArticle.Waiting;
import org.jspecify.annotations.Nullable;

/** What can happen to an article's place on the public site: what the newsroom decides, and the passing of time. */
public sealed interface ArticleChange {
    /** The article it happened to. */
    String articleId();

    /** The decision's number in its article's log; rises, with gaps. */
    long sequence();

    /** Who decided. */
    String actor();

    /** The hash of the article log's entry that holds the decision. */
    String entryHash();

    /** The trace in which it was decided, as W3C Trace Context writes it; null if unknown. */
    @Nullable
    String traceParent();

    /** Something the newsroom decided, and told the site by an event. */
    sealed interface Decision extends ArticleChange {
        /** The event, word for word. */
        SignedEvent event();

        @Override
        default @Nullable String traceParent() {
            return event().traceParent();
        }
    }

    /**
     * A revision may be public: at once, or from its release time on.
     *
     * @param body Markdown
     */
    record Approved(Story story, String body, SignedEvent event) implements Decision {
        @Override
        public String articleId() {
            return story.articleId();
        }

        @Override
        public long sequence() {
            return story.sequence();
        }

        @Override
        public String actor() {
            return story.approvedBy();
        }

        @Override
        public String entryHash() {
            return story.entryHash();
        }
    }

    /**
     * An approval was taken back. If its story waits, it never becomes public; if it is public already, it is withdrawn.
     *
     * @param approval the sequence of the approval taken back; 0 where the event doesn't say, which means the newest
     */
    record ApprovalRevoked(String articleId, long sequence, long approval, String actor, String entryHash,
            SignedEvent event) implements Decision {}

    /**
     * The editors took the article off the site.
     *
     * @param path the article's address as the newsroom knows it
     * @param at when they decided; a story that was due by then counted as out
     */
    record Withdrawn(String articleId, long sequence, String path, String actor, Instant at, String entryHash,
            SignedEvent event) implements Decision {}

    /** The article must not be shown any more, for legal reasons. The parameters as for a withdrawal. */
    record TakenDown(String articleId, long sequence, String path, String actor, Instant at, String entryHash,
            SignedEvent event) implements Decision {}

    /** A waiting story's release time has passed, and nothing that was decided before it is left unread. */
    record Due(String articleId, long sequence, long revision, String revisionHash, String actor, Instant releaseAt,
            String entryHash, @Nullable String traceParent) implements ArticleChange {
        /** The end of this story's wait. */
        public static Due of(Waiting waiting) {
            var story = waiting.story();
            return new Due(story.articleId(), story.sequence(), story.revision(), story.revisionHash(),
                    story.approvedBy(), story.due(), story.entryHash(), waiting.traceParent());
        }
    }

    /** A waiting story can't be set as a page, so it waits no longer; the newsroom is told. */
    record GivenUp(String articleId, long sequence, String actor, String entryHash, @Nullable String traceParent)
            implements
                ArticleChange {
        /** The end of hope for this story. */
        public static GivenUp of(Waiting waiting) {
            var story = waiting.story();
            return new GivenUp(story.articleId(), story.sequence(), story.approvedBy(), story.entryHash(),
                    waiting.traceParent());
        }
    }
}
