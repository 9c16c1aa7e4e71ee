package org.imprimatur.consent.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Purpose;
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
 * @param gpc whether the browser signalled Global Privacy Control
 */
record MakeChoice(UUID id, @Nullable UUID supersedes, Notice notice, String language, Map<String, Boolean> asked,
        Method method, boolean gpc) {
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
        for (Purpose purpose : notice.purposes()) {
            Boolean answer = asked.get(purpose.id());
            if (purpose.optional() && answer == null) {
                faults.add(new Fault(pointer(purpose.id()), "Silence is no choice: true or false is needed."));
            } else if (!purpose.optional() && Boolean.FALSE.equals(answer)) {
                faults.add(new Fault(pointer(purpose.id()), "What is necessary can't be refused."));
            }
        }
        if (method == Method.GPC && !gpc) {
            faults.add(new Fault("/method", "The request carries no Sec-GPC signal."));
        }
        if (method == Method.GPC && allowsAnything(notice, asked)) {
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

    /** What will hold: as asked, but a Global Privacy Control signal refuses whatever sells or shares data. */
    SortedMap<String, Boolean> effective() {
        SortedMap<String, Boolean> effective = new TreeMap<>();
        for (Purpose purpose : notice.purposes()) {
            boolean allowed = !purpose.optional() || asked.getOrDefault(purpose.id(), false);
            effective.put(purpose.id(), allowed && !(gpc && purpose.sharing()));
        }
        return effective;
    }

    /** Whether any optional purpose is left allowed. */
    boolean allowsAnything() {
        return allowsAnything(notice, effective());
    }

    private static boolean allowsAnything(Notice notice, Map<String, Boolean> answers) {
        return notice.optionalPurposes().stream().anyMatch(purpose -> answers.getOrDefault(purpose.id(), false));
    }

    private static String pointer(String purpose) {
        return "/choices/" + purpose.replace("~", "~0").replace("/", "~1");
    }
}
