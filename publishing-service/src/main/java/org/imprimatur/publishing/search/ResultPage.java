package org.imprimatur.publishing.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.imprimatur.publishing.page.Day;
import org.imprimatur.publishing.page.Paths;
import org.imprimatur.publishing.page.SearchView;
import org.imprimatur.publishing.page.SearchView.Choice;
import org.imprimatur.publishing.page.SearchView.Filter;
import org.imprimatur.publishing.site.Section;

/** Makes a page's content of what a search came to. */
final class ResultPage {
    private static final int MOST_CHOICES = 12;

    SearchView of(Question question, Findings found) {
        int page = question.page();
        boolean more = found.total() > page * Finder.PAGE && page < Question.MOST_PAGES;
        String instead = found.instead();
        return new SearchView(question.asked(), true, found.total(),
                found.stories().stream().map(ResultPage::result).toList(), filters(question, found),
                instead == null ? null : new Choice(instead, 0, question.asking(instead).link(), false),
                page == 1 ? null : question.page(page - 1).link(), more ? question.page(page + 1).link() : null);
    }

    private static SearchView.Result result(Findings.Hit hit) {
        return new SearchView.Result(Paths.encoded(hit.path()), hit.headline(), hit.language(),
                Section.ofSlug(hit.section()).orElseThrow(IllegalStateException::new), Day.of(hit.date()),
                hit.source(), hit.words());
    }

    private static List<Filter> filters(Question question, Findings found) {
        var filters = new ArrayList<Filter>();
        found.counts().forEach((facet, counts) -> {
            var choices = choices(facet, question, counts);
            // A single one that isn't chosen leaves nothing to choose.
            if (choices.size() > 1 || choices.stream().anyMatch(Choice::chosen)) {
                filters.add(new Filter(facet.title(), choices));
            }
        });
        return filters;
    }

    private static List<Choice> choices(Facet facet, Question question, Map<String, Integer> counts) {
        String chosen = question.chosen().get(facet);
        var choices = new ArrayList<Choice>();
        if (chosen != null) {
            // Leads back: the others, and all of them.
            choices.add(new Choice("All", 0, question.with(facet, null).link(), false));
        }
        counts.entrySet().stream().sorted(order(facet)).limit(MOST_CHOICES)
                .forEach(entry -> choices.add(new Choice(label(facet, entry.getKey()), entry.getValue(),
                        question.with(facet, entry.getKey()).link(), entry.getKey().equals(chosen))));
        if (chosen != null && choices.stream().noneMatch(Choice::chosen)) {
            choices.add(new Choice(label(facet, chosen), 0, question.link(), true));
        }
        return choices;
    }

    private static Comparator<Map.Entry<String, Integer>> order(Facet facet) {
        return facet == Facet.YEAR
                ? Map.Entry.<String, Integer>comparingByKey().reversed()
                : Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
    }

    private static String label(Facet facet, String value) {
        return facet == Facet.SECTION ? Section.ofSlug(value).map(Section::title).orElse(value) : value;
    }
}
