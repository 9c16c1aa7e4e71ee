package org.imprimatur.publishing.serving;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Request;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.starter.open.Audience;
import org.imprimatur.starter.open.Refusals;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;

/** What is refused instead of answered with a page of the site: a page that says so to people, documents to programs. */
final class PageRefusals extends Refusals {
    private final SitePages site;
    /** What is said is said in our own words, so there are only so many pages. */
    private final Map<Said, byte[]> pages = new ConcurrentHashMap<>();

    private record Said(Problem problem, String detail) {}

    PageRefusals(Headers headers, ProblemDocuments documents, SitePages site) {
        super(headers.security(), documents);
        this.site = site;
    }

    @Override
    protected byte @Nullable [] page(Request request, Problem problem, String detail) {
        return Audience.of(request.getHeaders()) == Audience.PERSON
                ? pages.computeIfAbsent(new Said(problem, detail), this::page)
                : null;
    }

    private byte[] page(Said said) {
        return site.refusal(said.problem().status(), said.problem().title(), said.detail()).text()
                .getBytes(StandardCharsets.UTF_8);
    }
}
