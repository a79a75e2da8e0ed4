package org.kentei.command;

/** Thrown where a command cannot do what it was asked; the message is all that its caller gets to see. */
final class CommandException extends RuntimeException {

    CommandException(String message) {
        super(message);
    }
}
