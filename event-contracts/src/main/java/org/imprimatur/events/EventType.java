package org.imprimatur.events;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Every type of event there is, by its name on the wire and the record it is read into. */
enum EventType {
    ARTICLE_SUBMITTED("org.imprimatur.article.submitted.v1", ArticleSubmitted.class),
    ARTICLE_REJECTED("org.imprimatur.article.rejected.v1", ArticleRejected.class),
    ARTICLE_APPROVED("org.imprimatur.article.approved.v1", ArticleApproved.class),
    ARTICLE_APPROVAL_REVOKED(ArticleApprovalRevoked.TYPE, ArticleApprovalRevoked.class),
    ARTICLE_WITHDRAWN("org.imprimatur.article.withdrawn.v1", ArticleWithdrawn.class),
    ARTICLE_TAKEN_DOWN("org.imprimatur.article.taken-down.v1", ArticleTakenDown.class),
    RELEASE_RELEASED("org.imprimatur.release.released.v1", ReleaseReleased.class),
    RELEASE_WITHDRAWN("org.imprimatur.release.withdrawn.v1", ReleaseWithdrawn.class),
    RELEASE_FAILED("org.imprimatur.release.failed.v1", ReleaseFailed.class);

    private final String wireName;
    private final Class<? extends Event> shape;

    EventType(String wireName, Class<? extends Event> shape) {
        this.wireName = wireName;
        this.shape = shape;
    }

    String wireName() {
        return wireName;
    }

    Class<? extends Event> shape() {
        return shape;
    }

    /** Where the type's JSON Schema lies on the class path. */
    String schemaResource() {
        return "/schemas/" + wireName + ".schema.json";
    }

    static EventType of(Event event) {
        // A switch, not a search: a new event without a type doesn't compile.
        return switch (event) {
            case ArticleSubmitted ignored -> ARTICLE_SUBMITTED;
            case ArticleRejected ignored -> ARTICLE_REJECTED;
            case ArticleApproved ignored -> ARTICLE_APPROVED;
            case ArticleApprovalRevoked ignored -> ARTICLE_APPROVAL_REVOKED;
            case ArticleWithdrawn ignored -> ARTICLE_WITHDRAWN;
            case ArticleTakenDown ignored -> ARTICLE_TAKEN_DOWN;
            case ReleaseReleased ignored -> RELEASE_RELEASED;
            case ReleaseWithdrawn ignored -> RELEASE_WITHDRAWN;
            case ReleaseFailed ignored -> RELEASE_FAILED;
        };
    }

    static @Nullable EventType named(String wireName) {
        return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst().orElse(null);
    }
}
