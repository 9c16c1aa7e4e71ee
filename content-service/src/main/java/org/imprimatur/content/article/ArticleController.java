package org.imprimatur.content.article;

import java.net.URI;
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

    ArticleController(ArticleDesk desk, ContentRules rules, RequestKeys keys) {
        this.desk = desk;
        this.rules = rules;
        this.keys = keys;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArticleView> create(Caller caller, @RequestBody ArticleRequest request,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
        Actor actor = actor(caller);
        ArticleDesk.Current made = desk.create(id -> rules.forCreation(request, id), actor,
                keys.of(key, "/articles", request));
        URI location = URI.create("/api/v1/articles/" + made.article().id());
        return answer(ResponseEntity.created(location), made, actor);
    }

    @GetMapping("/{id}")
    @Nullable
    ResponseEntity<ArticleView> read(Caller caller, @PathVariable String id, WebRequest request) {
        ArticleDesk.Current current = desk.read(id);
        if (request.checkNotModified(current.tag())) {
            return null;
        }
        return answer(ResponseEntity.ok(), current, actor(caller));
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArticleView> replace(Caller caller, @PathVariable String id, @RequestBody ArticleRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Actor actor = actor(caller);
        return answer(ResponseEntity.ok(),
                desk.edit(id, slug -> rules.forReplacement(request, slug), ifMatch, actor), actor);
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
        ArticleDesk.Current after = desk.take(id, step.command(known), ifMatch, actor,
                keys.of(key, "/articles/" + id + "/actions/" + action, step));
        return answer(ResponseEntity.ok(), after, actor);
    }

    /** What the actions are depends on the caller, so no cache may keep it for another. */
    private ResponseEntity<ArticleView> answer(ResponseEntity.BodyBuilder answer, ArticleDesk.Current current,
            Actor actor) {
        return answer.eTag(current.tag()).cacheControl(CacheControl.noCache().cachePrivate())
                .varyBy(HttpHeaders.AUTHORIZATION)
                .body(ArticleView.whole(current.article(), current.release(), desk.open(current, actor)));
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
