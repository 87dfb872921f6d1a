package dev.theater.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.wit.Wit;
import dev.theater.component.wit.WitException;
import dev.theater.component.wit.WitInterface;
import dev.theater.component.wit.WitWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.theater.component.type.FunctionType.param;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** WIT in files and folders: real ones, and the layout of tools. */
class WitFilesTests {

	@TempDir
	Path folder;

	@Test
	void readsTheTextsBesideTheProject() {
		Wit wit = Wit.builder().folder(SharedActors.folder().resolve("wit")).build();
		assertThat(wit.worlds()).contains("theater:simple/minimal", "theater:simple/full-actor");
		assertSameAsDeclared(wit);
	}

	@Test
	void readsTheProjectsOwnTexts() {
		Wit wit = Wit.builder().folder(SharedActors.root().resolve("actors/wit")).build();
		assertThat(wit.worlds()).contains("theater:simple/minimal", "theater:simple/desk-actor");
		assertSameAsDeclared(wit);
		String puppet = read(SharedActors.root().resolve("actors/wit/theater.wit"))
				+ read(SharedActors.root().resolve("theater-core/src/test/guests/puppet.wit"));
		assertThat(Wit.parse(puppet, "puppet.wit").worlds()).contains("theater:simple/puppet");
	}

	/** Every type and function equals what TheaterSimple declares by hand. */
	private static void assertSameAsDeclared(Wit wit) {
		for (HostInterface declared : TheaterSimple.interfaces((context, name, type, arguments) -> null)) {
			WitInterface written = wit.interfaceOf(declared.name());
			assertThat(written.types()).isEqualTo(declared.types());
			assertThat(written.functions()).isEqualTo(declared.functions());
		}
		TheaterSimple.exports()
			.forEach((name, functions) -> assertThat(wit.interfaceOf(TheaterSimple.NAMESPACE + name).functions())
				.isEqualTo(functions));
	}

	@Test
	void readsAFolderWithItsDeps() {
		write("world.wit", "package my:app; world app { import api; import foo:clock/wall@0.2.0; }");
		write("api.wit", "interface api { use foo:clock/wall@0.2.0.{time}; at: func(t: time); }");
		write("deps/clock/types.wit", "package foo:clock@0.2.0; interface wall { use bar:units/units.{time}; }");
		write("deps/units.wit", "package bar:units; interface units { type time = u64; }");
		write("deps/notes.txt", "not WIT");
		Wit wit = Wit.builder().folder(this.folder).build();
		assertThat(wit.interfaces()).containsExactly("my:app/api", "foo:clock/wall@0.2.0", "bar:units/units");
		assertThat(wit.interfaceOf("my:app/api").functions()).containsEntry("at",
				FunctionType.of(null, param("t", PrimitiveType.U64)));
		assertThat(wit.world("my:app/app").imports().values()).hasSize(2)
			.allMatch(WitWorld.Item.Interface.class::isInstance);
	}

	@Test
	void readsAFile() {
		write("one.wit", "package a:b; interface i {}");
		assertThat(Wit.builder().file(this.folder.resolve("one.wit")).build().interfaces()).containsExactly("a:b/i");
	}

	@Test
	void namesTheFileInMessages() {
		write("deps/units.wit", "package bar:units;\n interface units { type time = u65; }");
		write("world.wit", "package my:app;");
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> Wit.builder().folder(this.folder).build())
			.withMessage(this.folder.resolve("deps/units.wit")
					+ ":2:32: unknown type 'u65' in bar:units/units; did you mean 'u64'?");
	}

	@Test
	void refusesTwoPackagesInOneFolder() {
		write("a.wit", "package my:app;");
		write("b.wit", "\n package my:other;");
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> Wit.builder().folder(this.folder).build())
			.withMessage(this.folder.resolve("b.wit") + ":2:10: the package my:other in a folder of the package my:app"
					+ " (" + this.folder.resolve("a.wit") + ":1:9); further packages lie in the folder 'deps'");
	}

	@Test
	void refusesAPackageOfTwoDeps() {
		write("a.wit", "package my:app;");
		write("deps/b.wit", "package my:other;");
		write("deps/c.wit", "package my:other;");
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> Wit.builder().folder(this.folder).build())
			.withMessageEndingWith(
					"the package my:other twice; first at " + this.folder.resolve("deps/b.wit") + ":1:9");
	}

	@Test
	void refusesFoldersAndFilesThatCannotBeRead() throws IOException {
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> Wit.builder().folder(this.folder))
			.withMessage("no .wit file in " + this.folder);
		assertThatExceptionOfType(WitException.class)
			.isThrownBy(() -> Wit.builder().folder(this.folder.resolve("none")))
			.withMessageStartingWith("cannot read " + this.folder.resolve("none"));
		Path file = this.folder.resolve("latin.wit");
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> Wit.builder().file(file))
			.withMessageStartingWith("cannot read " + file);
		Files.write(file, new byte[] { 'p', (byte) 0xe4 });
		assertThatExceptionOfType(WitException.class).isThrownBy(() -> Wit.builder().file(file))
			.withMessage(file + ":1:1: a file that is not UTF-8");
	}

	private void write(String name, String text) {
		try {
			Path file = this.folder.resolve(name);
			Files.createDirectories(file.getParent());
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
