package org.imprimatur.consent.banner;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.imprimatur.consent.notice.Notice;
import org.imprimatur.consent.notice.Notices;
import org.imprimatur.consent.notice.Words;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.open.Coding;
import org.imprimatur.starter.open.CodingChoice;
import org.imprimatur.starter.open.OpenRoutes;
import org.imprimatur.starter.open.Reply;
import org.imprimatur.starter.open.Route;
import org.imprimatur.starter.open.Types;
import org.imprimatur.tlog.json.JsonReader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The banner, and the word to machines that the Global Privacy Control signal is honoured. */
@Component
class BannerController implements OpenRoutes {
    private static final MediaType SCRIPT = new MediaType("text", "javascript");
    private static final String GPC = "{\"gpc\":true,\"lastUpdate\":\"2026-11-23\"}\n";

    private final Notices notices;
    private final String program;
    private final String style;
    private final Words failures;
    private final CodingChoice codings = new CodingChoice();
    private final Map<String, BannerScript> scripts = new ConcurrentHashMap<>();

    BannerController(Notices notices) throws IOException {
        Brotli4jLoader.ensureAvailability();
        this.notices = notices;
        program = text("banner/banner.min.js");
        style = text("styles/buttons.css") + text("banner/banner.css");
        failures = Words.of(JsonReader.read(text("choices/words.json")));
        notices.languages().forEach(language -> script(notices.inForce(language, null)));
    }

    /** Made once: every page of the site asks for it, and a compressing container would begin anew. */
    private BannerScript script(Notice notice) {
        return scripts.computeIfAbsent(notice.hash(), _ -> BannerScript.of(notice, program, style,
                failures.part(notice.language()).text("banner")));
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/banner.js", SCRIPT, this::banner).with("lang"),
                Route.get("/.well-known/gpc.json", MediaType.APPLICATION_JSON, _ -> Reply.of(200, Types.JSON, GPC)
                        .with(HttpHeader.CACHE_CONTROL, "max-age=86400, public")));
    }

    private Reply banner(Asked asked) {
        Notice notice = notices.inForce(asked.parameter("lang"), asked.field("Accept-Language"));
        BannerScript script = script(notice);
        Coding coding = codings.of(asked.fields());
        Reply answer = Reply.of(200, Types.SCRIPT, script.in(coding))
                .with(HttpHeader.CACHE_CONTROL, "max-age=300, public")
                .with(HttpHeader.VARY, "Accept-Language, Accept-Encoding")
                .with(HttpHeader.CONTENT_LANGUAGE, notice.language())
                .with(HttpHeader.ETAG, script.etag(coding));
        return coding == Coding.IDENTITY ? answer : answer.with(HttpHeader.CONTENT_ENCODING, coding.token());
    }

    private static String text(String resource) throws IOException {
        return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
    }
}
