package dev.theater.manifest;

import java.util.List;

import dev.theater.supervisor.SupervisionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the TOML parser is spared, and what it must see. */
class ContentLinesTests {

	private static final String WORKER = "name = \"worker\"\ncomponent = \"worker.wasm\"\n";

	private final ManifestReader reader = new ManifestReader(SupervisionPolicy.DEFAULT);

	/** 2,000 blank lines took the parser forty seconds. */
	@ParameterizedTest
	@ValueSource(strings = { "\n", " \t\n", "#\n", "# words\n\n", "\r\n" })
	@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void aManifestOfLinesThatSayNothingIsReadSoon(String line) {
		assertThat(this.reader.read(WORKER + line.repeat(20_000), "a.toml").name()).isEqualTo("worker");
	}

	@Test
	@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void andSoIsAnArrayOfThem() {
		String array = "[[handler]]\ntype = \"files\"\nroots = [" + "\n".repeat(20_000) + "]\n";
		assertThat(this.reader.read(WORKER + array, "a.toml").handlers()).hasSize(1);
	}

	/**
	 * What opens a string here, and is a mistake to the parser: it saw the blank lines.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "x = 1 '''\n", "x = [\"\"\"]\n", "\"\"\"\n", "x = y''' # \n" })
	@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void linesThatOnlySeemToBeOfAStringAreReadSoon(String opens) {
		for (String lines : List.of("\n".repeat(16_000), ("\n".repeat(100) + "x\n").repeat(150),
				"# \n".repeat(4_000))) {
			assertThatExceptionOfType(ManifestException.class)
				.isThrownBy(() -> this.reader.read(WORKER + opens + lines, "a.toml"));
		}
	}

	/** The parser's own walk over such a text ends in a NullPointerException. */
	@ParameterizedTest
	@ValueSource(strings = { "s={5,#\r\"", "a = {\n b = 5, # c\r d = \"\n" })
	void whatTheParserFailsOnIsNoToml(String text) {
		assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> this.reader.read(WORKER + text, "a.toml"))
			.withMessageContaining("a.toml");
	}

	@Test
	void refusesMoreThanAHundredBlankLinesInAString() {
		String text = "description = \"\"\"" + "\n".repeat(100) + "x\"\"\"\n";
		assertThat(this.reader.read(WORKER + text, "a.toml").description()).hasSize(100);
		assertThatExceptionOfType(ManifestException.class)
			.isThrownBy(() -> this.reader.read(WORKER + text.replace("x", "\n\nx"), "a.toml"))
			.withMessageContaining("a.toml:4:1")
			.withMessageContaining("more than 100 blank lines");
	}

	@Test
	void linesOfAStringStayWhatTheyAre() {
		String text = "description = \"\"\"\n\n# no comment\n\n  end\"\"\"\n";
		assertThat(this.reader.read(WORKER + text, "a.toml").description()).isEqualTo("\n# no comment\n\n  end");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a = \"# \\\"\"\n\nb = 1\n", "a = '#'\n\nb = 1\n", "a = '''x'''\n\nb = 1\n",
			"a = \"\"\"x\"\"\"\"\"\n\nb = 1\n", "a = \"\"\"\\\"\"\"\"\n\nb = 1\n", "a = 1 # \"\"\"\n\nb = 1\n" })
	void whatLooksLikeAnOpenStringIsNone(String text) {
		assertThat(ContentLines.of(text).text()).endsWith("\nb = 1\n").doesNotContain("\n\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a = \"\"\"\n\n\"\"\"\n", "a = '''\n\n'''\n", "a = \"\"\"\\\"\"\"\n\n\"\"\"\n" })
	void anOpenStringKeepsItsBlankLines(String text) {
		assertThat(ContentLines.of(text).text()).isEqualTo(text);
	}

	@Test
	void mistakesAreWhereTheyAreInTheWholeText() {
		assertThatExceptionOfType(ManifestException.class)
			.isThrownBy(() -> this.reader.read("\n\n# a\n\n" + WORKER + "\n\nnmae = 1\n", "a.toml"))
			.withMessageContaining("a.toml:9:1");
	}

	@Test
	void soAreThoseThatAreNoToml() {
		assertThatExceptionOfType(ManifestException.class)
			.isThrownBy(() -> this.reader.read("\n\n" + WORKER + "\n\nname = \"again\"\n", "a.toml"))
			.withMessageContaining("a.toml:7:1")
			.withMessageContaining("line 3");
	}

}
