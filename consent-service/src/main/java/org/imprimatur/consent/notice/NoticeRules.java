package org.imprimatur.consent.notice;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.tlog.json.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * What notices have to be before anybody may approve them: complete, so that no page lacks a word; the same in every
 * language but for its words; and no more of a change than they are said to be.
 */
final class NoticeRules {
    /** Members that hold words alone; all else says what a choice is about. Those of purposes stand below. */
    private static final Set<String> WORDS = Set.of("title", "proof", "rights", "withdrawal", "banner", "form",
            "policyVersion");
    private static final Set<String> PURPOSES_WORDS = Set.of("name", "text");
    private static final int LONGEST_WORDS = 4_000;

    private final List<InvalidField> errors = new ArrayList<>();
    private final NoticeChange change;
    private final Map<String, Notice> before;
    private final RetentionPromise promise;

    /** @param before the notices in force in the same jurisdiction, by language; none where it is a new one */
    NoticeRules(NoticeChange change, Map<String, Notice> before, RetentionPromise promise) {
        this.change = change;
        this.before = before;
        this.promise = promise;
    }

    /**
     * Everything that is wrong with these documents.
     *
     * @param model a notice that is complete
     */
    List<InvalidField> check(List<Map<String, Object>> documents, Notice model) {
        for (int place = 0; place < documents.size(); place++) {
            requireLike(model.document(), documents.get(place), "/notices/" + place);
        }
        if (errors.isEmpty()) {
            requireLayout(documents, model);
            requireAgreement(documents);
        }
        return errors;
    }

    /** A notice says in which order its buttons stand and what comes ticked; that is the pages' to change. */
    private void requireLayout(List<Map<String, Object>> documents, Notice model) {
        for (int place = 0; place < documents.size(); place++) {
            if (!Objects.equals(documents.get(place).get("layout"), model.document().get("layout"))) {
                errors.add(new InvalidField("/notices/" + place + "/layout",
                        "The pages show it as " + model.document().get("layout") + "."));
            }
        }
    }

    /** The same members and kinds of values; lists may be of any length, but those of objects not empty. */
    private void requireLike(@Nullable Object model, @Nullable Object value, String pointer) {
        if (model instanceof Map<?, ?> wanted && value instanceof Map<?, ?> object) {
            wanted.forEach((key, member) -> requireLike(member, object.get(key), pointer + "/" + key));
            object.keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(
                    key -> errors.add(new InvalidField(pointer + "/" + key, "Nobody would be shown this.")));
        } else if (model instanceof List<?> wanted && value instanceof List<?> list
                && !(list.isEmpty() && isOfObjects(wanted))) {
            Object element = isOfObjects(wanted) ? wanted.getFirst() : "a text";
            for (int place = 0; place < list.size(); place++) {
                requireLike(element, list.get(place), pointer + "/" + place);
            }
        } else if (!(model instanceof Boolean && value instanceof Boolean)
                && !(model instanceof String && value instanceof String text && isWords(text))) {
            errors.add(new InvalidField(pointer, switch (model) {
                case Map<?, ?> _ -> "An object is needed here.";
                case List<?> _ -> "A list is needed here.";
                case Boolean _ -> "True or false is needed here.";
                case null, default -> "A text of 1 to " + LONGEST_WORDS + " characters is needed here.";
            }));
        }
    }

    private static boolean isOfObjects(List<?> list) {
        return !list.isEmpty() && list.getFirst() instanceof Map<?, ?>;
    }

    private static boolean isWords(String text) {
        return !text.isBlank() && text.length() <= LONGEST_WORDS && text.chars().noneMatch(Character::isISOControl);
    }

    private void requireAgreement(List<Map<String, Object>> documents) {
        Map<String, Notice> drafted = new TreeMap<>();
        for (int place = 0; place < documents.size(); place++) {
            String pointer = "/notices/" + place;
            Notice notice;
            try {
                notice = NoticeReader.read(CanonicalJson.bytes(documents.get(place)));
                if (!promise.in(notice.jurisdiction()).equals(notice.recordRetention())) {
                    errors.add(new InvalidField(pointer + "/recordRetention",
                            "The retention job keeps records for " + promise.in(notice.jurisdiction()) + "."));
                }
            } catch (DateTimeException noPeriod) {
                errors.add(new InvalidField(pointer, "A period such as P180D is needed: " + noPeriod.getMessage()));
                continue;
            }
            if (drafted.put(notice.language(), notice) != null) {
                errors.add(new InvalidField(pointer + "/language", "There is another one in this language."));
            }
            if (!sameIn(notice, drafted.values().iterator().next())) {
                errors.add(new InvalidField(pointer + "/purposes",
                        "Jurisdiction and purposes have to be the same in every language."));
            }
            if (!Notices.LANGUAGES.contains(notice.language())) {
                errors.add(new InvalidField(pointer + "/language",
                        "The service's own pages have no words in it; one of " + Notices.LANGUAGES + " is needed."));
            }
            if (!notice.purposes().stream().allMatch(purpose -> purpose.id().matches("[a-z][a-z-]{0,40}"))) {
                errors.add(new InvalidField(pointer + "/purposes", "Ids are of small letters and hyphens."));
            }
            requireNoMoreThanWords(pointer, notice);
        }
        if (change == NoticeChange.SUBSTANCE && !drafted.keySet().containsAll(before.keySet())) {
            errors.add(new InvalidField("/notices", "A change of substance has to come in all of " + new TreeSet<>(
                    before.keySet()) + ": all visitors are asked again."));
        }
    }

    private void requireNoMoreThanWords(String pointer, Notice notice) {
        Notice earlier = before.get(notice.language());
        if (change == NoticeChange.TEXT && earlier == null) {
            errors.add(new InvalidField(pointer + "/language", "A new language is no fix of a text: nobody saw it."));
        } else if (change == NoticeChange.TEXT && earlier != null
                && !substance(earlier.document()).equals(substance(notice.document()))) {
            errors.add(new InvalidField(pointer,
                    "More than words has changed, so that visitors have to be asked again: a change of substance."));
        }
    }

    private static boolean sameIn(Notice one, Notice other) {
        return one.jurisdiction().equals(other.jurisdiction()) && asked(one).equals(asked(other));
    }

    private static List<String> asked(Notice notice) {
        return notice.purposes().stream().map(purpose -> purpose.id() + purpose.optional() + purpose.sharing())
                .toList();
    }

    /** A notice without its words. */
    private static Map<String, Object> substance(Map<String, ?> document) {
        Map<String, Object> left = new TreeMap<>(document);
        left.keySet().removeAll(WORDS);
        if (document.get("purposes") instanceof List<?> purposes) {
            List<Object> asked = new ArrayList<>();
            for (Object purpose : purposes) {
                Map<Object, Object> without = new TreeMap<>((Map<?, ?>) purpose);
                without.keySet().removeAll(PURPOSES_WORDS);
                asked.add(without);
            }
            left.put("purposes", asked);
        }
        return left;
    }
}
