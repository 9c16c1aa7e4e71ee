package org.imprimatur.consent.notice;

/**
 * One purpose as a notice names it.
 *
 * @param id the name by which choices and records speak of it; the same in every language
 * @param optional false where there is no choice to make, because the site can't work without it
 * @param sharing true where personal data is sold or shared, which a Global Privacy Control signal forbids
 * @param name a heading of a word or two, in the notice's language
 * @param text one or two sentences, in the notice's language
 */
public record Purpose(String id, boolean optional, boolean sharing, String name, String text) {}
