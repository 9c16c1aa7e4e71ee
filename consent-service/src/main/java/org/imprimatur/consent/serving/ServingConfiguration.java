package org.imprimatur.consent.serving;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.imprimatur.starter.body.FieldLimits;
import org.imprimatur.starter.open.OpenRoutes;
import org.imprimatur.starter.open.OpenServer;
import org.imprimatur.starter.open.Refusals;
import org.imprimatur.starter.open.Replies;
import org.imprimatur.starter.open.RouteHandler;
import org.imprimatur.starter.problem.ProblemDocuments;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the visitors' port. */
@Configuration(proxyBeanMethods = false)
class ServingConfiguration {
    @Bean
    OpenServer visitorServer(ServingSettings settings, List<OpenRoutes> features, ProblemDocuments documents,
            MeterRegistry metrics, @Value("${imprimatur.visitors.cookie-secure}") boolean secure) {
        List<HttpField> security = security(secure);
        var refusals = new Refusals(security, documents);
        var routes = features.stream().flatMap(feature -> feature.routes().stream()).toList();
        var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("visitor-", 0).factory());
        var fields = new FieldLimits();
        fields.setHandler(new RouteHandler(routes, settings.limits(),
                new Replies(security, refusals, documents, metrics), threads, settings.room()));
        return new OpenServer(settings.openPort(), fields, refusals);
    }

    /** What protects visitors where no site in front says so itself; pages have a policy of their own. */
    private static List<HttpField> security(boolean secure) {
        List<HttpField> fields = new ArrayList<>(List.of(
                new PreEncodedHttpField("Content-Security-Policy",
                        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
                new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
                new PreEncodedHttpField("Referrer-Policy", "strict-origin-when-cross-origin")));
        if (secure) {
            fields.add(new PreEncodedHttpField(HttpHeader.STRICT_TRANSPORT_SECURITY, "max-age=31536000"));
        }
        return fields;
    }
}
