package org.imprimatur.events;

/**
 * The Kafka headers of an event, as the CloudEvents Kafka binding names them in binary mode (§3.2 of that binding);
 * every value is UTF-8.
 */
public final class CloudEventHeaders {
    /** The version of CloudEvents that the other headers follow: {@value #SPEC_VERSION_1_0}. */
    public static final String SPEC_VERSION = "ce_specversion";
    /** The only value of {@link #SPEC_VERSION} in this house. */
    public static final String SPEC_VERSION_1_0 = "1.0";
    /** The event's identity, the same on every redelivery. */
    public static final String ID = "ce_id";
    /** The event's type, for instance {@code org.imprimatur.article.approved.v1}. */
    public static final String TYPE = "ce_type";
    /** The service it comes from, a URI reference. */
    public static final String SOURCE = "ce_source";
    /** When it became true, RFC 3339 in UTC. */
    public static final String TIME = "ce_time";
    /** The article's id. */
    public static final String SUBJECT = "ce_subject";
    /** The media type of the value. */
    public static final String CONTENT_TYPE = "content-type";
    /** The only value of {@link #CONTENT_TYPE} in this house. */
    public static final String JSON = "application/json";
    /** The trace that the decision belongs to (W3C Trace Context). */
    public static final String TRACE_PARENT = "traceparent";
    /** Who vouches for an article event, see {@link EventSigner}. */
    public static final String SIGNATURE = "imprimatur_signature";

    private CloudEventHeaders() {}
}
