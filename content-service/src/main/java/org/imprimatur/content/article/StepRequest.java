package org.imprimatur.content.article;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.imprimatur.events.rules.Member;
import org.jspecify.annotations.Nullable;

/** The body of a workflow step; each step takes some of its fields and refuses the others. */
record StepRequest(@Nullable Instant releaseAt, @Nullable CorrectionRequest correction, @Nullable String reason) {
    /** Beyond it RFC 3339 has no notation. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    static final StepRequest EMPTY = new StepRequest(null, null, null);

    /** What to tell readers of an earlier revision. */
    record CorrectionRequest(@Nullable String note) {}

    /** The command that this asks for; an invalid-input problem if fields are missing, surplus or wrong. */
    Command.Step command(Action action) {
        TextRules text = new TextRules();
        Command.Step step = switch (action) {
            case SUBMIT -> new Command.Submit();
            case APPROVE -> new Command.Approve(releaseAt(text), note(text));
            case REJECT -> new Command.Reject(reason(text));
            case REVOKE_APPROVAL -> new Command.RevokeApproval(reason == null ? null : reason(text));
            case WITHDRAW -> new Command.Withdraw(reason(text));
            case TAKE_DOWN -> new Command.TakeDown(reason(text));
            case DISCARD -> new Command.Discard(reason == null ? null : reason(text));
        };
        if (action != Action.APPROVE && releaseAt != null) {
            text.fault("/releaseAt", "belongs to approve alone");
        }
        if (action != Action.APPROVE && correction != null) {
            text.fault("/correction", "belongs to approve alone");
        }
        if ((action == Action.APPROVE || action == Action.SUBMIT) && reason != null) {
            text.fault("/reason", "is not taken here");
        }
        text.throwFaults();
        return step;
    }

    private String reason(TextRules text) {
        return text.required("/reason", Member.REASON, reason);
    }

    private @Nullable String note(TextRules text) {
        return correction == null
                ? null
                : text.required("/correction/note", Member.NOTE, correction.note());
    }

    private @Nullable Instant releaseAt(TextRules text) {
        if (releaseAt != null && releaseAt.isAfter(LAST)) {
            text.fault("/releaseAt", "is too far away");
        }
        return releaseAt == null ? null : releaseAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
