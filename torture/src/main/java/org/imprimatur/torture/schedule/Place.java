package org.imprimatur.torture.schedule;

/** The places between two writes at which a service can be made to fail, by the names that the services give them. */
enum Place {
    /** The words are kept, the entry that names them isn't. */
    WORDS_ENTRY("content", "words|entry"),
    /** The event is kept, the entry that it is about isn't. */
    EVENT_ENTRY("content", "event|entry"),
    /** The decision stands, and nobody was told. */
    ENTRY_RELAY("content", "entry|relay"),
    /** The broker has the event, and the outbox doesn't know. */
    SENT_NOTED("content", "sent|noted"),
    /** Pages are stored that no edition names. */
    BYTES_EDITION("publishing", "bytes|edition"),
    /** The edition stands, and its own instance doesn't show it. */
    EDITION_WINDOW("publishing", "edition|window"),
    /** The record is kept and hasn't left for the log. */
    RECORD_APPEND("consent", "record|append"),
    /** Tiles are stored that no checkpoint covers. */
    TILE_CHECKPOINT("consent", "tile|checkpoint"),
    /** The checkpoint stands, and the records don't know their places. */
    CHECKPOINT_PLACES("consent", "checkpoint|places");

    private final String service;
    private final String words;

    Place(String service, String words) {
        this.service = service;
        this.words = words;
    }

    /** What the service calls it. */
    String words() {
        return words;
    }

    /** Whether this process passes it. */
    boolean isIn(String process) {
        return process.startsWith(service + "-");
    }
}
