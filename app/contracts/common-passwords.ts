/**
 * The passwords that attackers guess first, among those that are long enough for an account. In lower case;
 * compare them case-insensitively.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `12345678 123456789 1234567890 12345678910 0123456789 123123123 11111111 111111111 1111111111
  00000000 88888888 99999999 87654321 987654321 0987654321 12341234 11223344 112233445566 123321123
  147258369 123654789 789456123 741852963 159753456 password password1 password12 password123
  password1234 password! passw0rd p@ssword p@ssw0rd p@$$w0rd pa$$word qwertyui qwertyuiop qwerty12
  qwerty123 qwerty1234 qwertyqwerty qwert12345 1qaz2wsx 1q2w3e4r 1q2w3e4r5t q1w2e3r4 q1w2e3r4t5
  1qazxsw2 zaq12wsx zaq1zaq1 qazwsxedc asdfghjk asdfghjkl asdf1234 asdfasdf zxcvbnm1 zxcvbnm123
  abcdefgh abcd1234 abc12345 abc123456 a1b2c3d4 aa123456 a1234567 a12345678 iloveyou iloveyou1
  iloveyou2 ilovegod loveyou1 sunshine sunshine1 princess princess1 football football1 baseball
  baseball1 basketball superman superman1 batman123 spiderman pokemon1 starwars starwars1 welcome1
  welcome123 welcome! letmein1 letmein123 admin123 admin1234 administrator rootroot root1234 test1234
  testtest tester123 changeme changeme1 changeme123 default1 temp1234 temporary secret123 master123
  michael1 jennifer jordan23 charlie1 michelle jessica1 danielle whatever whatever1 trustno1 trustno1!
  computer computer1 internet samsung1 google123 facebook1 linkedin dragon123 monkey123 shadow123
  killer123 freedom1 liverpool liverpool1 chelsea1 arsenal1 manchester barcelona juventus cristina
  carolina victoria veronica alexander elizabeth christian nicholas anthony1 benjamin qwe123456
  qweasdzxc 1234qwer qwer1234 123qweasd 123456qwerty q12345678 123456abc 123abc123 aaaaaaaa zzzzzzzz
  asdasdasd qweqweqwe 12qwaszx 321321321 102030405060 66666666 77777777 55555555 44444444 33333333
  22222222 1234567a 12345678a 123456789a 123456789q 1234567q 1password mypassword newpassword
  thepassword passpass pass1234 login123 hello123 helloworld hellokitty blink182 metallica slipknot
  corvette mustang1 porsche1 mercedes ferrari1 yamaha123 harley123 lovelove babygirl babygirl1 butterfly
  butterfly1 chocolate cupcake1 sweetheart summer2023 summer2024 summer2025 summer2026 winter2023
  winter2024 winter2025 winter2026 spring2024 spring2025 spring2026 autumn2024 autumn2025 autumn2026
  developer programmer javascript typescript python123 reactjs1 prodev123 production`
    .split(/\s+/)
    .filter((word) => word.length > 0),
);
