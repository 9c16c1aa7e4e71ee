package org.imprimatur.content.article;

import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.imprimatur.starter.security.Caller;
import org.imprimatur.starter.security.Role;
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
    private final ContentRules rules;
    private final RequestKeys keys;
    private final Clock clock;

    ArticleController(ArticleDesk desk, ContentRules rules, RequestKeys keys, Clock clock) {
        this.desk = desk;
        this.rules = rules;
        this.keys = keys;
        this.clock = clock;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArticleView> create(Caller caller, @RequestBody ArticleRequest request,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
        Actor actor = actor(caller);
        Outcome made = desk.create(id -> rules.forCreation(request, id), actor, keys.of(key, "/articles", request));
        URI location = URI.create("/api/v1/articles/" + made.current().article().id());
        return answer(ResponseEntity.created(location), made, actor);
    }

    @GetMapping("/{id}")
    @Nullable
    ResponseEntity<ArticleView> read(Caller caller, @PathVariable String id, WebRequest request) {
        Current current = desk.read(id);
        if (request.checkNotModified(current.tag())) {
            return null;
        }
        return answer(ResponseEntity.ok(), Outcome.of(current), actor(caller));
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArticleView> replace(Caller caller, @PathVariable String id, @RequestBody ArticleRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Actor actor = actor(caller);
        return done(desk.edit(id, present -> rules.forReplacement(request, present), ifMatch, actor), actor);
    }

    @PostMapping("/{id}/actions/{action}")
    ResponseEntity<ArticleView> take(Caller caller, @PathVariable String id, @PathVariable String action,
            @RequestBody(required = false) @Nullable StepRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
        Action known = Action.named(action);
        if (known == null) {
            throw ArticleProblems.unknownAction(action);
        }
        Actor actor = actor(caller);
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

    private static Actor actor(Caller caller) {
        Set<Actor.Duty> duties = EnumSet.noneOf(Actor.Duty.class);
        if (caller.is(Role.AUTHOR)) {
            duties.add(Actor.Duty.AUTHOR);
        }
        if (caller.is(Role.EDITOR)) {
            duties.add(Actor.Duty.EDITOR);
        }
        if (caller.is(Role.LEGAL)) {
            duties.add(Actor.Duty.LEGAL);
        }
        return new Actor(caller.name(), duties, caller.everySection() ? null : caller.sections());
    }
}
