package org.imprimatur.publishing.search;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.lucene.store.AlreadyClosedException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.imprimatur.publishing.archive.PageBytes;
import org.imprimatur.publishing.page.SearchView;
import org.imprimatur.publishing.page.SitePages;
import org.imprimatur.starter.admission.Room;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.open.Coding;
import org.imprimatur.starter.open.CodingChoice;
import org.imprimatur.starter.open.EntityTags;
import org.imprimatur.starter.open.Refusals;
import org.imprimatur.starter.open.Replies;
import org.imprimatur.starter.open.Reply;
import org.imprimatur.starter.open.Route;
import org.imprimatur.starter.open.RouteHandler;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Answers what readers look for with a page. Each search has a thread of its own, and only so many run at once. */
public final class SearchPages {
    /** Where readers search. */
    public static final String PATH = Question.PATH;

    private static final Problem NOT_YET = new Problem("search-loading", "The search is being set up", 503);
    private static final String SOON = "5";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String HTML = "text/html; charset=utf-8";
    private static final HttpField TYPE = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, HTML);
    private static final HttpField REVALIDATE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL,
            "public, max-age=0, must-revalidate");
    private static final HttpField VARY = new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding");
    private static final HttpField NOINDEX = new PreEncodedHttpField("X-Robots-Tag", "noindex");

    private final Finder finder = new Finder();
    private final CodingChoice codings = new CodingChoice();
    private final SiteSearch search;
    private final SitePages pages;
    private final ResultPage results = new ResultPage();
    private final Room room;
    private final ProblemDocuments documents;
    private final MeterRegistry meters;

    SearchPages(SiteSearch search, SitePages pages, Room room, ProblemDocuments documents, MeterRegistry meters) {
        this.search = search;
        this.pages = pages;
        this.room = room;
        this.documents = documents;
        this.meters = meters;
    }

    /**
     * Answers all requests for {@link #PATH}.
     *
     * @param current finds what readers see now; gives null while nothing can be found
     * @param security what protects readers, on whatever is answered
     */
    public Handler.Abstract.NonBlocking handler(Supplier<@Nullable StorySearcher> current, List<HttpField> security,
            Refusals refusals) {
        var route = Route.get(PATH, MediaType.TEXT_HTML, asked -> answer(asked, current))
                .with(QuestionReader.PARAMETERS);
        return new RouteHandler(List.of(route), new RouteHandler.Limits(0, PATIENCE),
                new Replies(security, refusals, documents, meters),
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("search-", 0).factory()), room);
    }

    private Reply answer(Asked asked, Supplier<@Nullable StorySearcher> current) {
        var question = QuestionReader.read(asked);
        var coding = codings.of(asked.fields());
        if (question.wording().isEmpty()) {
            return reply(pages.search(SearchView.form(question.asked())), tag("form", question, coding), coding);
        }
        var searcher = entered(current);
        try {
            // Of the edition, not of the bytes: two instances may put what fits alike in another order.
            String tag = tag(Long.toString(searcher.edition()), question, coding);
            if (EntityTags.known(asked.fields(), tag)) {
                return fields(Reply.empty(200), tag);
            }
            var found = finder.find(question, searcher);
            if (question.page() > 1 && found.stories().isEmpty()) {
                throw new ProblemException(Problem.NOT_FOUND, "There are no more results.");
            }
            return reply(pages.search(results.of(question, found)), tag, coding);
        } catch (IOException | AlreadyClosedException failure) {
            search.fail(searcher, failure);
            throw notYet();
        } finally {
            searcher.leave();
        }
    }

    private static StorySearcher entered(Supplier<@Nullable StorySearcher> current) {
        for (var searcher = current.get(); searcher != null; searcher = current.get()) {
            if (searcher.enter()) {
                return searcher;
            }
            // Another took its place a moment ago.
            Thread.onSpinWait();
        }
        throw notYet();
    }

    private static ProblemException notYet() {
        return new ProblemException(NOT_YET, "Try again in a moment; all pages are there meanwhile.")
                .withHeader("Retry-After", SOON);
    }

    private static String tag(String edition, Question question, Coding coding) {
        String all = String.join("\n", SitePages.TEMPLATE_VERSION, edition, question.link());
        return "W/\"" + Hash.sha256(all.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32) + coding.suffix()
                + '"';
    }

    private static Reply reply(String page, String tag, Coding coding) {
        byte[] plain = page.getBytes(StandardCharsets.UTF_8);
        var reply = Reply.of(200, TYPE,
                coding == Coding.IDENTITY ? plain : PageBytes.compressed("", HTML, plain, false).in(coding));
        return fields(coding == Coding.IDENTITY ? reply : reply.with(HttpHeader.CONTENT_ENCODING, coding.token()),
                tag);
    }

    private static Reply fields(Reply reply, String tag) {
        return reply.with(HttpHeader.ETAG, tag).with(REVALIDATE).with(VARY).with(NOINDEX);
    }
}
