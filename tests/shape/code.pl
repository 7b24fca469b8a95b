# SPDX-License-Identifier: GPL-3.0-or-later
# code.pl FILE — the C code of a file: comments and what stands inside literals blanked,
# every line kept in its place.
undef $/;
$_ = <>;
s{(/\*.*?\*/)|("(?:\\.|[^"\\\n])*")|('(?:\\.|[^'\\\n])*')}
 {my ($comment, $text) = ($1, $2); my $all = $&;
  if (defined $comment) { $all =~ s/[^\n]/ /g; } else { $all = $text ? '""' : "' '"; } $all}gse;
print;
