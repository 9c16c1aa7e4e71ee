package org.imprimatur.content.article;

import java.util.ArrayList;
import java.util.List;
import org.imprimatur.events.rules.Checked;
import org.imprimatur.events.rules.Member;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Brings texts one by one into the form in which they are kept, and collects what is wrong with them. */
final class TextRules {
    private final List<InvalidField> faults = new ArrayList<>();

    void fault(String pointer, String message) {
        faults.add(new InvalidField(pointer, message));
    }

    /** Ends the request if there was any fault. */
    void throwFaults() {
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }

    /** The text, in which there is something to see, or an empty one and a fault. */
    String required(String pointer, Member member, @Nullable String text) {
        if (text == null) {
            fault(pointer, "is missing");
            return "";
        }
        int before = faults.size();
        String kept = text(pointer, member, text);
        if (kept.isEmpty() && faults.size() == before) {
            fault(pointer, "has nothing that can be seen");
        }
        return kept;
    }

    /** The text, which may be empty; null stays null. */
    @Nullable
    String optional(String pointer, Member member, @Nullable String text) {
        return text == null ? null : text(pointer, member, text);
    }

    /** The text, or an empty one and a fault. */
    String text(String pointer, Member member, String text) {
        return switch (member.check(text)) {
            case Checked.Taken(String kept) -> kept;
            case Checked.Refused(String why) -> {
                fault(pointer, why);
                yield "";
            }
        };
    }
}
