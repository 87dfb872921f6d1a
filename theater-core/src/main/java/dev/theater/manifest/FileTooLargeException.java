package dev.theater.manifest;

import java.io.IOException;

/** A file has more bytes than are read of one. */
final class FileTooLargeException extends IOException {

	private static final long serialVersionUID = 1L;

	FileTooLargeException(int most) {
		super("it has more than " + most + " bytes, the most that a file may have");
	}

}
