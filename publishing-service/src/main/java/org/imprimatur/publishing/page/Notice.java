package org.imprimatur.publishing.page;

/** A page that says why there is nothing else to see; read by the templates. */
public record Notice(String heading, String text, String link, String label) {}
