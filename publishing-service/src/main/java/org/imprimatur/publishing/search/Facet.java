package org.imprimatur.publishing.search;

/** What results can be narrowed down by. */
enum Facet {
    SECTION("section", "Section"), YEAR("year", "Year"), JURISDICTION("jurisdiction", "Jurisdiction");

    private final String field;
    private final String title;

    Facet(String field, String title) {
        this.field = field;
        this.title = title;
    }

    /** Its name in the index and in addresses. */
    String field() {
        return field;
    }

    /** Its name for readers. */
    String title() {
        return title;
    }
}
