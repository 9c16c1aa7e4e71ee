package org.imprimatur.consent.notice;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.open.OpenRoutes;
import org.imprimatur.starter.open.Reply;
import org.imprimatur.starter.open.Route;
import org.imprimatur.starter.open.Types;
import org.imprimatur.starter.problem.Problem;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.tlog.json.CanonicalJson;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Notices for programs. The member {@code hash} is added to the document; it is over the document without it. */
@Component
class NoticeController implements OpenRoutes {
    private final Notices notices;

    NoticeController(Notices notices) {
        this.notices = notices;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/api/v1/notice", MediaType.APPLICATION_JSON, this::inForce).with("lang"),
                Route.get("/api/v1/notices/*", MediaType.APPLICATION_JSON, this::byHash));
    }

    private Reply inForce(Asked asked) {
        return answer(notices.inForce(asked.parameter("lang"), asked.field("Accept-Language")), "max-age=300, public");
    }

    private Reply byHash(Asked asked) {
        Notice notice = notices.find(asked.rest()).orElseThrow(
                () -> new ProblemException(Problem.NOT_FOUND, "No notice was ever shown under this hash."));
        return answer(notice, "max-age=31536000, public, immutable");
    }

    private static Reply answer(Notice notice, String caching) {
        Map<String, Object> body = new TreeMap<>(notice.document());
        body.put("hash", notice.hash());
        return Reply.of(200, Types.JSON, CanonicalJson.bytes(body))
                .with(HttpHeader.ETAG, '"' + notice.hash() + '"')
                .with(HttpHeader.CACHE_CONTROL, caching)
                .with(HttpHeader.VARY, "Accept-Language")
                .with(HttpHeader.CONTENT_LANGUAGE, notice.language());
    }
}
