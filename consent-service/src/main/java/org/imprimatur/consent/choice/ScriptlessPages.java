package org.imprimatur.consent.choice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.imprimatur.consent.notice.Words;
import org.imprimatur.starter.open.Reply;
import org.imprimatur.starter.open.Types;
import org.imprimatur.starter.problem.ProblemException;
import org.imprimatur.tlog.json.JsonReader;
import org.imprimatur.tlog.merkle.Hash;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The pages that a visitor without script sees: plain HTML with its style inside, and nothing else may run in them. */
@Component
class ScriptlessPages {
    private final String style = text("styles/buttons.css") + text("choices/choices.css");
    private final String policy = "default-src 'none'; style-src 'sha256-"
            + Hash.sha256(style.getBytes(StandardCharsets.UTF_8)).base64()
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    /** Not a part of the notice: its words are pinned by a hash, these may become better at any time. */
    private final Words failures = Words.of(JsonReader.read(text("choices/words.json")));

    /** The settings and their form. */
    Reply settings(ChoicesPage page) {
        return answer(200, page.notice().language(), page.title(), page.navigation(), page.main());
    }

    /** A receipt to print. */
    Reply receipt(ReceiptPage page) {
        return answer(200, page.notice().language(), page.title(), "", page.main());
    }

    /** What is known of a form that could not be answered as it should; null where none was sent. */
    Reply failure(ProblemException failure, String language, @Nullable SentForm sent) {
        FailurePage page = new FailurePage(failures.part(language), failure, language, sent);
        Reply answer = answer(failure.problem().status(), language, page.title(), "", page.main());
        failure.headers().forEach((name, values) -> values.forEach(value -> answer.fields().put(name, value)));
        return answer;
    }

    private Reply answer(int status, String language, String title, String navigation, String main) {
        return Reply.of(status, Types.HTML, """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                %s
                <main>
                %s
                </main>
                </body>
                </html>
                """.formatted(language, escape(title), style, navigation, main))
                .with(new HttpField("Content-Security-Policy", policy)).with(HttpHeader.CONTENT_LANGUAGE, language);
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String text(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new IllegalStateException("The service was built without " + resource, missing);
        }
    }
}
