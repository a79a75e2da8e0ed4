package org.kentei.command;

/** Thrown when a command fails; its caller sees only the message. */
final class CommandException extends RuntimeException {

    CommandException(String message) {
        super(message);
    }
}
