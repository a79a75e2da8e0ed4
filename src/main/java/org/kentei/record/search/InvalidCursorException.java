package org.kentei.record.search;

/** Thrown for a cursor that no page ever handed out. */
public class InvalidCursorException extends RuntimeException {

    public InvalidCursorException() {
        super("the cursor is not one that a page of assessments gave as its next");
    }
}
