package org.imprimatur.publishing.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.imprimatur.events.rules.Checked;
import org.imprimatur.events.rules.Member;
import org.imprimatur.publishing.page.Excerpts;
import org.imprimatur.publishing.site.Section;
import org.imprimatur.publishing.site.Story;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** The words and facts of an article that somebody is writing; what isn't written yet is left open. */
record PreviewRequest(@Nullable String headline, @Nullable String standfirst, @Nullable String body,
        @Nullable String section, @Nullable String slug, @Nullable List<String> tags, @Nullable String byline,
        PreviewRequest.@Nullable Source source, @Nullable String language) {
    private static final String UNTITLED = "Untitled";
    private static final String NO_HASH = "sha256:" + "0".repeat(64);

    /** Where the story was taken from. */
    record Source(@Nullable String name, @Nullable String url) {}

    PreviewRequest {
        body = body == null ? "" : body;
    }

    @Override
    public String body() {
        return Objects.requireNonNull(body);
    }

    /**
     * The story as the site would have it if it were approved now.
     *
     * @throws InvalidInputException if something that is written can't be saved, and so can't be shown
     */
    Story story(Instant now) {
        var faults = new ArrayList<InvalidField>();
        String title = checked(Member.HEADLINE, "/headline", headline, faults);
        String said = checked(Member.STANDFIRST, "/standfirst", standfirst, faults);
        String text = checked(Member.BODY, "/body", body, faults);
        String address = checked(Member.SLUG, "/slug", slug, faults);
        String spoken = checked(Member.LANGUAGE, "/language", language, faults);
        String name = source == null ? "" : checked(Member.SOURCE_NAME, "/source/name", source.name(), faults);
        String url = source == null ? "" : checked(Member.SOURCE_URL, "/source/url", source.url(), faults);
        String writer = checked(Member.BYLINE, "/byline", byline, faults);
        var under = Section.ofSlug(section == null ? Section.ARTICLES.slug() : section);
        if (under.isEmpty()) {
            faults.add(new InvalidField("/section", "is none of the site's"));
        }
        var labels = tags == null ? List.<String>of() : tags;
        for (int tag = 0; tag < Math.min(labels.size(), Member.MOST_TAGS); tag++) {
            checked(Member.TAG, "/tags/" + tag, labels.get(tag), faults);
        }
        if (labels.size() > Member.MOST_TAGS) {
            faults.add(new InvalidField("/tags", "has more than " + Member.MOST_TAGS + " tags"));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return new Story("preview", 1, 1, NO_HASH, under.orElseThrow(), address.isEmpty() ? "preview" : address,
                title.isEmpty() ? UNTITLED : title, said, new Excerpts().of(said, text), writer,
                name.isEmpty() ? null : new Story.Source(name, url.isEmpty() ? null : url), labels,
                spoken.isEmpty() ? "en" : spoken, "preview", now, null, now, List.of(), NO_HASH);
    }

    private static String checked(Member member, String pointer, @Nullable String text, List<InvalidField> faults) {
        if (text == null || text.isBlank()) {
            return "";
        }
        return switch (member.check(text)) {
            case Checked.Taken(String kept) -> kept;
            case Checked.Refused(String why) -> {
                faults.add(new InvalidField(pointer, why));
                yield "";
            }
        };
    }
}
