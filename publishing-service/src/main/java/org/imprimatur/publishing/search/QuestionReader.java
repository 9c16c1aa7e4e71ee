package org.imprimatur.publishing.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.regex.Pattern;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidParameterException;

/** Reads a question from an address, and refuses what can't be one. */
final class QuestionReader {
    private static final String WORDS = "q";
    private static final String PAGE = "page";
    static final String[] PARAMETERS = {WORDS, PAGE, Facet.SECTION.field(), Facet.YEAR.field(),
        Facet.JURISDICTION.field()};

    private static final int LONGEST = 200;
    private static final Pattern YEAR = Pattern.compile("[1-9][0-9]{3}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

    private QuestionReader() {}

    /** @throws InvalidParameterException that names every parameter with a value that it can't have */
    static Question read(Asked asked) {
        var faults = new ArrayList<InvalidField>();
        String words = value(asked, WORDS);
        if (words.length() > LONGEST) {
            faults.add(new InvalidField(WORDS, "has more than " + LONGEST + " characters"));
        }
        var chosen = new EnumMap<Facet, String>(Facet.class);
        for (var facet : Facet.values()) {
            String value = value(asked, facet.field());
            if (!value.isEmpty()) {
                chosen.put(facet, value);
                judge(facet, value, faults);
            }
        }
        int page = page(asked, faults);
        if (!faults.isEmpty()) {
            throw new InvalidParameterException(faults);
        }
        return new Question(words, chosen, page);
    }

    private static void judge(Facet facet, String value, List<InvalidField> faults) {
        switch (facet) {
            case SECTION -> {
                if (Section.ofSlug(value).isEmpty()) {
                    faults.add(new InvalidField(facet.field(), "is none of the sections"));
                }
            }
            case YEAR -> {
                if (!YEAR.matcher(value).matches()) {
                    faults.add(new InvalidField(facet.field(), "is no year of four digits"));
                }
            }
            case JURISDICTION -> {
                if (value.length() > LONGEST) {
                    faults.add(new InvalidField(facet.field(), "has more than " + LONGEST + " characters"));
                }
            }
        }
    }

    private static int page(Asked asked, List<InvalidField> faults) {
        String value = value(asked, PAGE);
        if (value.isEmpty()) {
            return 1;
        }
        if (!NUMBER.matcher(value).matches() || Integer.parseInt(value) > Question.MOST_PAGES) {
            faults.add(new InvalidField(PAGE, "is no number from 1 to " + Question.MOST_PAGES));
            return 1;
        }
        return Integer.parseInt(value);
    }

    private static String value(Asked asked, String name) {
        String value = asked.parameter(name);
        return value == null ? "" : value.strip();
    }
}
