package org.imprimatur.publishing.serving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Request;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.starter.open.Audience;
import org.imprimatur.starter.open.Refusals;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;

/** What is refused instead of answered with a page of the site: a page that says so to people, documents to programs. */
final class PageRefusals extends Refusals {
    private static final int REMEMBERED = 100;

    private final SitePages site;
    /** What is said is nearly always said in our own words alone, so there are few pages. */
    private final Cache<Said, byte[]> pages = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private record Said(Problem problem, String detail) {}

    PageRefusals(Headers headers, ProblemDocuments documents, SitePages site) {
        super(headers.security(), documents);
        this.site = site;
    }

    @Override
    protected byte @Nullable [] page(Request request, Problem problem, String detail) {
        return Audience.of(request.getHeaders()) == Audience.PERSON
                ? pages.get(new Said(problem, detail), this::page)
                : null;
    }

    private byte[] page(Said said) {
        return site.refusal(said.problem().status(), said.problem().title(), said.detail()).text()
                .getBytes(StandardCharsets.UTF_8);
    }
}
