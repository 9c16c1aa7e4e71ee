package org.imprimatur.content.article;

/** Hears when the public site has reported something about an article, after the report was kept. */
@FunctionalInterface
public interface ReportListener {
    /** May come again for the same report. An exception has the report delivered again. */
    void reported(String article);
}
