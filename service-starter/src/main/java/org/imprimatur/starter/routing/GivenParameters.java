package org.imprimatur.starter.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.UrlEncoded;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Parameters as they were sent, and what is wrong with them: every fault is named at once. */
public final class GivenParameters {
    /** What may stand in a query (RFC 3986, section 3.4), and the brackets that everybody writes plainly. */
    private static final String PLAIN = "-._~!$&'()*+,;=:@/?%[]";

    private static final int LONGEST_NAME = 60;

    private GivenParameters() {}

    /**
     * The parameters in a query or in a form, which are written alike.
     *
     * @param faults receives those that can't be read
     */
    public static Map<String, List<String>> of(@Nullable String query, List<InvalidField> faults) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String part : query.split("&", -1)) {
                if (!part.chars().allMatch(GivenParameters::isOfAQuery)) {
                    faults.add(new InvalidField(nameIn(part), "has a character that has to be percent-encoded"));
                }
                try {
                    UrlEncoded.decodeUtf8To(part, 0, part.length(),
                            (name, value) -> given.computeIfAbsent(name, first -> new ArrayList<>()).add(value));
                } catch (RuntimeException malformed) {
                    faults.add(new InvalidField(nameIn(part), "isn't percent-encoded UTF-8"));
                }
            }
        }
        return given;
    }

    /** The fields of a form; one that can't be read ends the request with 400. */
    public static Map<String, List<String>> inForm(String body) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        try {
            UrlEncoded.decodeUtf8To(body, 0, body.length(),
                    (name, value) -> given.computeIfAbsent(name, first -> new ArrayList<>()).add(value));
        } catch (RuntimeException malformed) {
            throw new ProblemException(Problem.BAD_REQUEST, "The form isn't percent-encoded UTF-8.");
        }
        return given;
    }

    /**
     * Names what an address doesn't take.
     *
     * @param known the parameters there are: whether each may be given more than once
     * @param faults receives what is wrong
     */
    public static void judge(Map<String, List<String>> given, Map<String, Boolean> known,
            List<InvalidField> faults) {
        given.forEach((name, values) -> judge(name, values, known, faults));
    }

    private static void judge(String name, List<String> values, Map<String, Boolean> known,
            List<InvalidField> faults) {
        Boolean many = known.get(name);
        if (many == null) {
            faults.add(new InvalidField(shown(name), "is not a parameter of this address"));
        } else if (!many && values.size() > 1) {
            faults.add(new InvalidField(name, "is given more than once"));
        } else if (values.stream().anyMatch(GivenParameters::hasControl)) {
            faults.add(new InvalidField(name, "has a control character in it"));
        }
    }

    /** The name as it was sent: what can't be decoded has no other. */
    private static String nameIn(String part) {
        int end = part.indexOf('=');
        return shown(end < 0 ? part : part.substring(0, end));
    }

    /** As much of a name that somebody else made up as is good for an answer. */
    private static String shown(String name) {
        String visible = name.replaceAll("\\p{Cntrl}", "\ufffd");
        return visible.length() > LONGEST_NAME ? visible.substring(0, LONGEST_NAME) + "\u2026" : visible;
    }

    private static boolean hasControl(String value) {
        return value.codePoints().anyMatch(Character::isISOControl);
    }

    private static boolean isOfAQuery(int character) {
        return (character < 128 && Character.isLetterOrDigit(character)) || PLAIN.indexOf(character) >= 0;
    }
}
