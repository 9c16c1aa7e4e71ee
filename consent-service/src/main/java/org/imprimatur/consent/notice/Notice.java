package org.imprimatur.consent.notice;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One notice in one language, down to the words on its buttons.
 *
 * @param hash {@code sha256:<hex>} over the RFC 8785 canonical form of the document
 * @param policyVersion rises whenever visitors have to be asked again
 * @param language BCP 47
 * @param jurisdiction whose law it is written for
 * @param validity how long a choice holds before the visitor is asked again
 * @param purposes in the order in which they are shown
 * @param document the whole notice as JSON: maps, lists, strings and booleans
 */
public record Notice(String hash, String policyVersion, String language, String jurisdiction, Duration validity,
        List<Purpose> purposes, Map<String, ?> document) {
    public Notice {
        purposes = List.copyOf(purposes);
        document = Map.copyOf(document);
    }

    /** The purposes a visitor decides about. */
    public List<Purpose> optionalPurposes() {
        return purposes.stream().filter(Purpose::optional).toList();
    }

    /** How long a record made under it is kept once it has ended, by its state; what isn't promised isn't there. */
    public Map<String, Period> recordRetention() {
        Map<String, Period> promised = new TreeMap<>();
        if (document.get("recordRetention") instanceof Map<?, ?> periods) {
            periods.forEach((state, period) -> promised.put((String) state, Period.parse((String) period)));
        }
        return promised;
    }

    /** The words of one part of the notice, {@code banner} for instance; a key that is missing is a fault of ours. */
    public Words words(String part) {
        return new Words(document).part(part);
    }

    /** The objects of one list of the notice, in order. */
    public List<Words> wordsOf(String list) {
        return new Words(document).parts(list);
    }

    /** One text of the notice. */
    public String text(String key) {
        return new Words(document).text(key);
    }

    /** Who is responsible, each in one line. */
    public List<String> controllers() {
        return wordsOf("controllers").stream()
                .map(who -> who.text("name") + ", " + who.text("address") + ", " + who.text("contact")).toList();
    }

    /** What a purpose is called here; one that only other notices know goes by its id. */
    public String nameOf(String purpose) {
        return purposes.stream().filter(known -> known.id().equals(purpose)).map(Purpose::name).findFirst()
                .orElse(purpose);
    }
}
