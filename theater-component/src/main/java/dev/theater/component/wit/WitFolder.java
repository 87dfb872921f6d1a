package dev.theater.component.wit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads WIT texts from files (WIT.md, packages in a folder with {@code deps}). */
final class WitFolder {

	private static final int MAX_FILES = 1_000;

	private WitFolder() {
	}

	/** The folder's own package first, then one for each entry of {@code deps}. */
	static List<List<Syntax.File>> packages(Path folder) {
		List<List<Syntax.File>> packages = new ArrayList<>();
		packages.add(onePackage(folder));
		Path deps = folder.resolve("deps");
		if (Files.isDirectory(deps)) {
			for (Path each : list(deps)) {
				if (Files.isDirectory(each)) {
					packages.add(onePackage(each));
				}
				else if (isWit(each)) {
					packages.add(List.of(file(each)));
				}
			}
		}
		return packages;
	}

	private static List<Syntax.File> onePackage(Path folder) {
		List<Syntax.File> files = new ArrayList<>();
		for (Path each : list(folder)) {
			if (isWit(each)) {
				files.add(file(each));
			}
		}
		if (files.isEmpty()) {
			throw new WitException(Place.NONE, "no .wit file in " + folder);
		}
		return files;
	}

	static Syntax.File file(Path file) {
		try {
			if (Files.size(file) > Lexer.MAX_CHARS) {
				throw new WitException(new Place(file.toString(), 1, 1),
						"a file of " + Files.size(file) + " bytes; at most " + Lexer.MAX_CHARS + " are read");
			}
			String text = StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(Files.readAllBytes(file)))
				.toString();
			return FileParser.parse(text, file.toString());
		}
		catch (CharacterCodingException ex) {
			throw new WitException(new Place(file.toString(), 1, 1), "a file that is not UTF-8", ex);
		}
		catch (IOException ex) {
			throw new WitException(Place.NONE, "cannot read " + file + ": " + ex, ex);
		}
	}

	private static boolean isWit(Path file) {
		return file.getFileName().toString().endsWith(".wit") && Files.isRegularFile(file);
	}

	private static List<Path> list(Path folder) {
		try (Stream<Path> entries = Files.list(folder)) {
			List<Path> sorted = entries.sorted().limit(MAX_FILES + 1L).toList();
			if (sorted.size() > MAX_FILES) {
				throw new WitException(Place.NONE, "more than " + MAX_FILES + " entries in " + folder);
			}
			return sorted;
		}
		catch (IOException ex) {
			throw new WitException(Place.NONE, "cannot read " + folder + ": " + ex, ex);
		}
	}

}
