package org.imprimatur.consent.choice;

/**
 * One thing that keeps a choice from being taken.
 *
 * @param pointer RFC 6901 pointer into the request
 * @param message a sentence for whoever sent it
 */
record Fault(String pointer, String message) {}
