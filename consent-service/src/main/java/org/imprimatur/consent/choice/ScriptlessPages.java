package org.imprimatur.consent.choice;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.imprimatur.consent.notice.Words;
import org.imprimatur.starter.open.Asked;
import org.imprimatur.starter.open.OpenRoutes;
import org.imprimatur.starter.open.Reply;
import org.imprimatur.starter.open.Route;
import org.imprimatur.starter.open.Types;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.tlog.json.JsonReader;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * The pages that a visitor without script sees: plain HTML with its style inside. The one script there is checks receipts,
 * and nothing else may run in them.
 */
@Component
class ScriptlessPages implements OpenRoutes {
    private static final String TEMPLATES = "org.imprimatur.consent.templates";
    private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES);
    private final String style = text("styles/buttons.css") + text("choices/choices.css");
    private final String policy = "default-src 'none'; style-src 'sha256-"
            + Hash.sha256(style.getBytes(StandardCharsets.UTF_8)).base64()
            + "'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private final String script = text("choices/choices.js");
    /** Not a part of the notice: its words are pinned by a hash, these may become better at any time. */
    private final Words words = Words.of(JsonReader.read(text("choices/words.json")));

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/choices.js", SCRIPT, this::script));
    }

    private Reply script(Asked asked) {
        return Reply.of(200, Types.SCRIPT, script).with(HttpHeader.CACHE_CONTROL, "public, max-age=300");
    }

    /** What pages say beside the notice, in every language. */
    Words words() {
        return words;
    }

    /** The settings and their form. */
    Reply settings(ChoicesPage page) {
        PageFrame frame = new PageFrame(page.notice().language(), page.title(), style,
                page.history().isEmpty() ? null : "choices.js");
        return answer(200, frame, "choices.jte", Map.of("frame", frame, "page", page));
    }

    /** A receipt to print. */
    Reply receipt(ReceiptPage page) {
        PageFrame frame = new PageFrame(page.notice().language(), page.title(), style, null);
        return answer(200, frame, "receipt.jte", Map.of("frame", frame, "page", page));
    }

    /** What is known of a form that could not be answered as it should; null where none was sent. */
    Reply failure(ProblemException failure, String language, @Nullable SentForm sent) {
        FailurePage page = new FailurePage(words.part(language), failure, language, sent);
        PageFrame frame = new PageFrame(language, page.title(), style, null);
        return failed(failure, answer(failure.problem().status(), frame, "failure.jte",
                Map.of("frame", frame, "page", page)));
    }

    /** That a request for erasure isn't known to be on the list. */
    Reply notListed(ProblemException failure, String language) {
        int status = failure.problem().status();
        Words here = words.part(language);
        PageFrame frame = new PageFrame(language, here.text("notListed"), style, null);
        return failed(failure, answer(status, frame, "unlisted.jte", Map.of("frame", frame, "words", here, "reason",
                status == 403 ? "foreign" : status == 429 ? "many" : "page")));
    }

    private static Reply failed(ProblemException failure, Reply answer) {
        failure.headers().forEach((name, values) -> values.forEach(value -> answer.fields().put(name, value)));
        return answer;
    }

    private Reply answer(int status, PageFrame frame, String template, Map<String, Object> parameters) {
        StringOutput page = new StringOutput();
        engine.render(template, parameters, page);
        return Reply.of(status, Types.HTML, page.toString()).with(new HttpField("Content-Security-Policy", policy))
                .with(HttpHeader.CONTENT_LANGUAGE, frame.language());
    }

    private static String text(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new IllegalStateException("The service was built without " + resource, missing);
        }
    }
}
