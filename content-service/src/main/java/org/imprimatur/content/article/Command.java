package org.imprimatur.content.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody wants done with an article that exists. */
sealed interface Command {

    /**
     * Replaces the whole content.
     *
     * @param earlier the article when it last had these very words; null if it never had them
     */
    record Edit(ArticleContent content, String revisionHash, @Nullable Article earlier) implements Command {}

    /** A step of the workflow, as opposed to a change of the words. */
    sealed interface Step extends Command {
        /** The step's name and rule. */
        Action action();
    }

    /** Asks for review. */
    record Submit() implements Step {
        @Override
        public Action action() {
            return Action.SUBMIT;
        }
    }

    /**
     * Lets the words go out.
     *
     * @param releaseAt null means at once
     * @param correction what to tell readers of an earlier revision
     */
    record Approve(@Nullable Instant releaseAt, @Nullable String correction) implements Step {
        @Override
        public Action action() {
            return Action.APPROVE;
        }
    }

    /** Sends the draft back to its author. */
    record Reject(String reason) implements Step {
        @Override
        public Action action() {
            return Action.REJECT;
        }
    }

    /** Takes back an approval that is not due yet. */
    record RevokeApproval(@Nullable String reason) implements Step {
        @Override
        public Action action() {
            return Action.REVOKE_APPROVAL;
        }
    }

    /** Takes the page off the site; it may come back after another approval. */
    record Withdraw(String reason) implements Step {
        @Override
        public Action action() {
            return Action.WITHDRAW;
        }
    }

    /** Takes the page off the site for legal reasons and for ever. */
    record TakeDown(String reason) implements Step {
        @Override
        public Action action() {
            return Action.TAKE_DOWN;
        }
    }

    /** Gives up a draft that the public never saw. */
    record Discard(@Nullable String reason) implements Step {
        @Override
        public Action action() {
            return Action.DISCARD;
        }
    }
}
