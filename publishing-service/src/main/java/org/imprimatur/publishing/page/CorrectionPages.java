package org.imprimatur.publishing.page;

import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.stream.Stream;
import org.imprimatur.publishing.page.CorrectionPages.Period;
import org.imprimatur.publishing.site.SiteState;
import org.imprimatur.publishing.site.Step;
import org.imprimatur.publishing.site.Story.Corrected;
import org.imprimatur.publishing.site.Timeline;
import org.jspecify.annotations.Nullable;

/** What was corrected in the stories that stand: the newest corrections, and all of them by the month. */
final class CorrectionPages implements PageKind<Period> {
    /** @param month absent for the newest */
    record Period(@Nullable YearMonth month) {}

    static final String PATH = "/corrections/";

    private static final Period NOW = new Period(null);
    private static final int NEWEST = 30;

    private final Layout layout;

    CorrectionPages(Layout layout) {
        this.layout = layout;
    }

    @Override
    public String path(Period period) {
        return period.month() == null ? PATH : PATH + period.month() + "/";
    }

    @Override
    public Collection<Period> touchedBy(Step step) {
        var before = step.from().corrections();
        var after = step.after().corrections();
        var touched = new LinkedHashSet<Period>();
        if (!before.newest(NEWEST + 1).equals(after.newest(NEWEST + 1))) {
            touched.add(NOW);
        }
        var months = step.stories().stream().flatMap(story -> story.corrections().stream())
                .map(correction -> Timeline.monthOf(correction.at())).distinct().toList();
        Months.touched(before, after, months).forEach(month -> touched.add(new Period(month)));
        return touched;
    }

    @Override
    public Collection<Period> all(SiteState site) {
        return Stream.concat(Stream.of(NOW), site.corrections().months().stream().map(Period::new)).toList();
    }

    @Override
    public @Nullable Page set(Period period, SiteState site, Bodies bodies) {
        var timeline = site.corrections();
        var month = period.month();
        var corrections = month == null ? timeline.newest(NEWEST) : timeline.in(month);
        if (month != null && corrections.isEmpty()) {
            return null;
        }
        String heading = month == null ? "Corrections" : "Corrections, " + Months.name(month);
        var older = month == null ? Months.behind(timeline, NEWEST) : timeline.older(month);
        var list = new CorrectionList(heading, corrections.stream().map(CorrectionPages::entry).toList(),
                month == null ? null : path(new Period(timeline.newer(month))),
                older == null ? null : path(new Period(older)));
        return Page.html(path(period), 200, layout.fill("corrections.jte",
                Map.of("frame", layout.frame(heading, path(period), null), "list", list)));
    }

    private static CorrectionList.Entry entry(Corrected corrected) {
        var story = corrected.story();
        return new CorrectionList.Entry(story.path(), story.headline(), story.language(),
                Day.of(corrected.correction().at()), corrected.correction().note());
    }
}
