package org.imprimatur.consent.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Purpose;
import org.imprimatur.consent.record.ConsentRecord;
import org.imprimatur.consent.record.Method;
import org.jspecify.annotations.Nullable;

/**
 * The command to record a choice. There is no invalid one: its constructor throws {@link InvalidChoiceException},
 * naming every fault.
 *
 * @param id made by the visitor's browser; the same choice sent again carries the same id
 * @param supersedes the first of the choices before this one whose answer the browser is still missing; whose choice
 *     that was, this one is too
 * @param notice what the visitor was shown
 * @param language must be the notice's, so that nobody consents in a language they weren't shown
 * @param asked purpose to answer; every optional purpose has to be answered, the necessary ones need not
 * @param signal whether the browser sent Global Privacy Control
 */
record MakeChoice(UUID id, @Nullable UUID supersedes, Notice notice, String language, Map<String, Boolean> asked,
        Method method, Signal signal) {
    MakeChoice {
        asked = Map.copyOf(asked);
        List<Fault> faults = new ArrayList<>();
        if (!language.equals(notice.language())) {
            faults.add(new Fault("/language", "The notice shown is in '" + notice.language() + "'."));
        }
        for (String purpose : asked.keySet()) {
            if (notice.purposes().stream().noneMatch(known -> known.id().equals(purpose))) {
                faults.add(new Fault(pointer(purpose), "The notice knows no such purpose."));
            }
        }
        boolean more = false;
        for (Purpose purpose : notice.purposes()) {
            Boolean answer = asked.get(purpose.id());
            more |= purpose.sharing() && Boolean.TRUE.equals(answer);
            if (purpose.optional() && answer == null) {
                faults.add(new Fault(pointer(purpose.id()), "Silence is no choice: true or false is needed."));
            } else if (!purpose.optional() && Boolean.FALSE.equals(answer)) {
                faults.add(new Fault(pointer(purpose.id()), "What is necessary can't be refused."));
            }
        }
        if (method == Method.GPC && !signal.isOn()) {
            faults.add(new Fault("/method", "Neither the request nor its body tells of a signal."));
        }
        if (method == Method.GPC && more) {
            faults.add(new Fault("/choices", "A signal alone can refuse, never allow."));
        }
        if (!faults.isEmpty()) {
            throw new InvalidChoiceException(faults);
        }
    }

    /** The choice that a visitor's number comes out of where there is none yet. */
    UUID first() {
        return supersedes == null ? id : supersedes;
    }

    /**
     * What will hold: as asked, but a signal refuses whatever sells or shares data, unless the visitor knew of it and
     * allowed that all the same; and a signal alone allows nothing that wasn't allowed before.
     *
     * @param before what held until now; null where nothing did
     */
    SortedMap<String, Boolean> effective(@Nullable Map<String, Boolean> before) {
        SortedMap<String, Boolean> effective = new TreeMap<>();
        for (Purpose purpose : notice.purposes()) {
            effective.put(purpose.id(), !purpose.optional() || holds(purpose, before));
        }
        return effective;
    }

    private boolean holds(Purpose purpose, @Nullable Map<String, Boolean> before) {
        boolean allowed = asked.getOrDefault(purpose.id(), false) && !(signal == Signal.SENT && purpose.sharing());
        return method == Method.GPC
                ? allowed && before != null && before.getOrDefault(purpose.id(), false)
                : allowed;
    }

    /**
     * The same choice by somebody who knows of the signal where it has been recorded for them before: in the settings
     * they chose in spite of it. A banner's button for everything says nothing of the kind.
     *
     * @param newest the same visitor's newest record; null where there is none
     */
    MakeChoice after(@Nullable ConsentRecord newest) {
        boolean knowing = signal == Signal.SENT && method == Method.SETTINGS && newest != null && newest.gpc();
        return knowing ? new MakeChoice(id, supersedes, notice, language, asked, method, Signal.TOLD) : this;
    }

    /** Whether any optional purpose is allowed by what holds. */
    boolean allowsAnything(Map<String, Boolean> holding) {
        return notice.optionalPurposes().stream().anyMatch(purpose -> holding.getOrDefault(purpose.id(), false));
    }

    private static String pointer(String purpose) {
        return "/choices/" + purpose.replace("~", "~0").replace("/", "~1");
    }
}
