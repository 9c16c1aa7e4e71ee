package org.imprimatur.content.article;

import java.net.URI;
import java.time.Clock;
import org.imprimatur.starter.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** One article: begin it, read it, change it, take it through the workflow. */
@RestController
@RequestMapping("/api/v1/articles")
final class ArticleController {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final ArticleDesk desk;
    private final Reading reading;
    private final ContentRules rules;
    private final RequestKeys keys;
    private final Clock clock;

    ArticleController(ArticleDesk desk, Reading reading, ContentRules rules, RequestKeys keys, Clock clock) {
        this.desk = desk;
        this.reading = reading;
        this.rules = rules;
        this.keys = keys;
        this.clock = clock;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArticleView> create(Caller caller, @RequestBody ArticleRequest request,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
        Actor actor = Callers.actor(caller);
        Outcome made = desk.create(id -> rules.forCreation(request, id), actor, keys.of(key, "/articles", request));
        URI location = URI.create("/api/v1/articles/" + made.current().article().id());
        return answer(ResponseEntity.created(location), made, actor);
    }

    @GetMapping("/{id}")
    @Nullable
    ResponseEntity<ArticleView> read(Caller caller, @PathVariable String id, WebRequest request) {
        Actor actor = Callers.actor(caller);
        Current current = reading.shown(id, actor);
        if (request.checkNotModified(current.tag())) {
            return null;
        }
        return answer(ResponseEntity.ok(), Outcome.of(current), actor);
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArticleView> replace(Caller caller, @PathVariable String id, @RequestBody ArticleRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Actor actor = Callers.actor(caller);
        return done(desk.edit(id, present -> rules.forReplacement(request, present), ifMatch, actor), actor);
    }

    @PostMapping(path = "/{id}/actions/{action}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArticleView> take(Caller caller, @PathVariable String id, @PathVariable String action,
            @RequestBody(required = false) @Nullable StepRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
        Action known = Action.named(action);
        if (known == null) {
            throw ArticleProblems.unknownAction(action);
        }
        Actor actor = Callers.actor(caller);
        StepRequest step = request == null ? StepRequest.EMPTY : request;
        return done(desk.take(id, step.command(known), ifMatch, actor,
                keys.of(key, "/articles/" + id + "/actions/" + action, step)), actor);
    }

    /** 202 for a revocation of which it isn't certain that it reaches the site before the page goes out. */
    private ResponseEntity<ArticleView> done(Outcome outcome, Actor actor) {
        return answer(outcome.certain() ? ResponseEntity.ok() : ResponseEntity.accepted(), outcome, actor);
    }

    /** What the actions are depends on the caller, so no cache may keep it for another. */
    private ResponseEntity<ArticleView> answer(ResponseEntity.BodyBuilder answer, Outcome outcome, Actor actor) {
        return answer.eTag(outcome.current().tag()).cacheControl(CacheControl.noCache().cachePrivate())
                .varyBy(HttpHeaders.AUTHORIZATION)
                .body(ArticleView.whole(outcome, desk.open(outcome.present(), actor), clock.instant()));
    }
}
